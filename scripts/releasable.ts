/** What a release is made of. */
export interface Release {
  /** The tag that was pushed, e.g. "v1.2.3". */
  tag: string;
  /** The version in package.json. */
  version: string;
  /** The version in package-lock.json. */
  lockedVersion: string;
  /** The text of CHANGELOG.md. */
  changelog: string;
}

/**
 * Says what keeps this tag from being published: a tag that is no version, a version that is written
 * otherwise elsewhere, or a changelog without a dated section that tells users what is new.
 *
 * @returns sentences, each with what to do; none where the release may go out
 */
export function obstacles({ tag, version, lockedVersion, changelog }: Release): string[] {
  if (!/^v\d+\.\d+\.\d+$/.test(tag))
    return [`"${tag}" is no release: a tag is "v" and three numbers, "v1.2.3".`];
  const found: string[] = [];
  if (tag !== `v${version}`)
    found.push(`The tag is ${tag}, package.json says ${version}: tag the commit that changes the version.`);
  if (lockedVersion !== version)
    found.push(`package-lock.json says ${lockedVersion}, package.json ${version}: type "npm install".`);
  const section = sectionOf(changelog, tag.slice(1));
  if (section === null)
    found.push(`CHANGELOG.md has no section "## ${tag.slice(1)} - year-month-day": date what is unreleased.`);
  else if (!/^- \S/m.test(section))
    found.push(`CHANGELOG.md says nothing about ${tag.slice(1)}: add a line for what users feel.`);
  return found;
}

/** The text below the dated heading of a version, or null where there is none. */
function sectionOf(changelog: string, version: string): string | null {
  const [, ...sections] = changelog.replaceAll('\r\n', '\n').split(/^## /m);
  const dated = new RegExp(`^${version.replaceAll('.', '\\.')} - \\d{4}-\\d{2}-\\d{2} *$`);
  const section = sections.find((text) => dated.test(text.split('\n', 1)[0] ?? ''));
  return section === undefined ? null : section.split('\n').slice(1).join('\n');
}
