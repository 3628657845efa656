import type { Choice } from '../contract/lookup';
import { isBlank, readName, trimmed } from '../contract/text';

/**
 * What the people who keep a credential write down in it for those who build workflows: the names of channels, queues
 * and campaigns, and the templates with their texts. Nothing in it is a secret.
 */

/** A template under a name that people know. */
export interface SavedTemplate {
  name: string;
  /** What the vendor knows it by. */
  id: string;
  /** The approved text, as people paste it; empty where nobody did. */
  text: string;
}

/**
 * The names of a credential, one `Name = ID` a line. The last equals sign counts, so that a name may have one; a line
 * without one is an ID that is its own name; blank lines and those that begin with # say nothing. A name that is there
 * twice with different IDs is told apart by them.
 *
 * @param data the credential's fields
 */
export function savedNames({ savedNames: given }: Readonly<Record<string, unknown>>): Choice[] {
  if (typeof given !== 'string') return [];
  const choices: Choice[] = [];
  for (const line of given.split(/\r\n?|\n/)) {
    if (isBlank(line) || trimmed(line).startsWith('#')) continue;
    const at = line.lastIndexOf('=');
    const value = trimmed(line.slice(at + 1));
    const name = at < 0 ? value : trimmed(line.slice(0, at));
    if (value === '') continue;
    const choice = { name: name === '' ? value : name, value };
    if (!choices.some((each) => each.name === choice.name && each.value === value)) choices.push(choice);
  }
  const isTwice = ({ name }: Choice): boolean => choices.filter((each) => each.name === name).length > 1;
  return choices.map((choice) =>
    isTwice(choice) ? { ...choice, name: `${choice.name} (${choice.value})` } : choice,
  );
}

/**
 * The templates of a credential. A row without an ID is left out; one without a name has its ID for it.
 *
 * @param data the credential's fields
 */
export function savedTemplates({
  savedTemplates: given,
}: Readonly<Record<string, unknown>>): SavedTemplate[] {
  const { values } = (given ?? {}) as { values?: unknown };
  if (!Array.isArray(values)) return [];
  return values.flatMap((row: unknown) => {
    const { name, id, text } = (row ?? {}) as Record<string, unknown>;
    const read = textOf(id);
    if (read === '') return [];
    return [{ name: textOf(name) || read, id: read, text: typeof text === 'string' ? text : '' }];
  });
}

/**
 * The text that a credential keeps of a template.
 *
 * @param id the template as a user gives it
 * @returns empty where there is none
 */
export function savedTextOf(templates: readonly SavedTemplate[], id: unknown): string {
  const given = textOf(id);
  return templates.find((template) => template.id === given)?.text ?? '';
}

function textOf(value: unknown): string {
  const read = readName(value);
  return 'text' in read ? read.text : '';
}
