import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { obstacles, type Release } from '../../scripts/releasable';

const root = join(__dirname, '..', '..');
const workflows = join(root, '.github', 'workflows');

const changelog = [
  '# Changelog',
  '## Unreleased',
  '## 1.2.3 - 2026-01-31',
  '### New',
  '- **A line** for users.',
  '## 1.2.2 - 2026-01-30',
  '## 1.2.30 - 2026-01-29',
  '- Another version.',
].join('\n\n');

const release: Release = { tag: 'v1.2.3', version: '1.2.3', lockedVersion: '1.2.3', changelog };

const of = (version: string, other: Partial<Release> = {}) =>
  obstacles({ ...release, tag: `v${version}`, version, lockedVersion: version, ...other });

describe('a release', () => {
  test('goes out where tag, package, lockfile and changelog agree', () => {
    expect(obstacles(release)).toEqual([]);
    expect(of('1.2.30')).toEqual([]);
    expect(of('1.2.3', { changelog: changelog.replaceAll('\n', '\r\n') })).toEqual([]);
  });

  test.each(['1.2.3', 'v1.2', 'v1.2.3-beta.1', 'v1.2.3 ', 'version', ''])('is not the tag "%s"', (tag) => {
    expect(obstacles({ ...release, tag })).toEqual([expect.stringContaining('is no release')]);
  });

  test.each([
    ['the version of the package', { version: '1.2.4', lockedVersion: '1.2.4' }, 'package.json says 1.2.4'],
    ['the version in the lockfile', { lockedVersion: '1.2.2' }, 'package-lock.json says 1.2.2'],
  ])('is held where %s is another one', (_, other, sentence) => {
    expect(obstacles({ ...release, ...other })).toEqual([expect.stringContaining(sentence)]);
  });

  test('is held where the changelog has no dated section for it, or an empty one', () => {
    expect(of('1.2.4')).toEqual([expect.stringContaining('no section "## 1.2.4 - ')]);
    expect(of('1.2.2')).toEqual([expect.stringContaining('says nothing about 1.2.2')]);
    const undated = changelog.replace('## 1.2.3 - 2026-01-31', '## 1.2.3');
    expect(of('1.2.3', { changelog: undated })).toEqual([expect.stringContaining('no section')]);
    expect(of('1.2.3', { changelog: changelog.replace('- **A line**', '') })).toHaveLength(1);
  });

  test('is refused by the command that the workflow runs, with the reason', () => {
    const script = join(root, 'scripts', 'checkRelease.ts');
    const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const { status, stderr } = spawnSync(process.execPath, [tsx, script, 'v999.0.0'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('The tag is v999.0.0, package.json says');
  });
});

describe('the workflows', () => {
  const files = readdirSync(workflows);

  test.each(files)('%s runs only actions that are pinned to a commit', (file) => {
    const used = [...readFileSync(join(workflows, file), 'utf8').matchAll(/uses: *(.*)/g)];
    expect(used.length).toBeGreaterThan(0);
    const loose = used
      .map(([, action]) => action)
      .filter((action) => !/@[0-9a-f]{40} # v/.test(action ?? ''));
    expect(loose).toEqual([]);
  });

  test('publish from a tag, after everything was green, with provenance', () => {
    const text = readFileSync(join(workflows, 'publish.yml'), 'utf8');
    const [before = '', publish = ''] = text.split(/^ {2}publish:$/m);
    expect(before).toMatch(/tags: \['v\*'\]/);
    expect(before).toContain('run: .ci/run');
    expect(before).not.toContain('id-token');
    expect(publish).toContain('needs: everything');
    expect(publish).toContain('id-token: write');
    expect(publish).toMatch(/npm run .*check:release[^]*npm publish --provenance/);
  });
});
