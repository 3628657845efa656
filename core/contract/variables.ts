import { z } from 'zod/v4';
import { isEmpty } from './inputs';
import { invalidInput } from './outcome';
import { readTemplateValue } from './templateValue';
import { readName, shown } from './text';

/** One value that fills a place in a template. */
export interface Variable {
  name: string;
  value: string;
}

/** The most characters that a template variable may have, as WhatsApp sets it. */
const LONGEST_VALUE = 1024;

const nextStep = 'Correct it under "Variables".';

const variable = z.object({ name: z.unknown(), value: z.unknown() });

/**
 * Template variables, in the order given. Either a list of names and values, as the node's form gives it, or
 * an object (or its JSON text) of names to values. Every name once, every value plain text or a number.
 */
export const variables = z.unknown().transform((given, context): Variable[] | undefined => {
  const refuse = (message: string): never => {
    context.addIssue({ code: 'custom', message, continue: false });
    return z.NEVER;
  };
  if (isEmpty(given)) return undefined;

  const entries = entriesOf(given);
  if (typeof entries === 'string') return refuse(entries);

  const seen = new Set<string>();
  const read: Variable[] = [];
  for (const { name, value } of entries) {
    const complaint = complaintAboutName(name, seen);
    if (complaint !== undefined) return refuse(`${complaint} ${nextStep}`);
    const result = readTemplateValue(value, LONGEST_VALUE);
    if ('fault' in result)
      return refuse(`The variable "${shown(name)}" ${inOwnWords(value, result.fault.says)}. ${nextStep}`);
    seen.add(name);
    read.push({ name, value: result.text });
  }
  const ordered = inNumberOrder(read);
  if (typeof ordered === 'string') return refuse(ordered);
  return ordered.length === 0 ? undefined : ordered;
});

/** The names and values in whatever form they came, or a sentence that says why they cannot be read. */
function entriesOf(given: unknown): Array<{ name: string; value: unknown }> | string {
  let source = given;
  if (typeof source === 'string') {
    try {
      source = JSON.parse(source);
    } catch {
      return '"Variables" is not valid JSON. Write it like {"name": "Maria"}, with double quotes.';
    }
  }
  if (Array.isArray(source)) {
    const list = z.array(variable).safeParse(source);
    if (!list.success)
      return '"Variables" must be a list of names and values. Write it like {"name": "Maria"}.';
    return list.data.map(({ name, value }) => ({ name: nameOf(name), value }));
  }
  if (source === null || typeof source !== 'object')
    return '"Variables" must be an object of names and values. Write it like {"name": "Maria"}.';
  return Object.entries(source).map(([name, value]) => ({ name: nameOf(name), value }));
}

/** A name as the template has it, also where its braces were copied with it; empty where it is none. */
function nameOf(given: unknown): string {
  const read = readName(given);
  if ('fault' in read) return '';
  const [, inside] = /^\{\{([^{}]*)\}\}$/.exec(read.text) ?? [];
  return (inside ?? read.text).trim();
}

function complaintAboutName(name: string, seen: ReadonlySet<string>): string | undefined {
  if (name === '') return 'A variable under "Variables" has no name.';
  return seen.has(name) ? `The variable "${shown(name)}" is there twice.` : undefined;
}

/** What is wrong with a value, in the words of a variable. */
function inOwnWords(value: unknown, says: string): string {
  if (isEmpty(value)) return 'has no value';
  if (typeof value === 'object') return 'is a list or an object, not text';
  return typeof value === 'number' && !Number.isFinite(value) ? 'is a number that cannot be written' : says;
}

/** Where all names are numbers they say the place: sorted, and none may be missing in between. */
function inNumberOrder(read: Variable[]): Variable[] | string {
  if (read.length === 0 || !read.every(({ name }) => /^[1-9]\d?$/.test(name))) return read;
  const sorted = [...read].sort((a, b) => Number(a.name) - Number(b.name));
  const gap = sorted.findIndex(({ name }, index) => Number(name) !== index + 1);
  return gap === -1 ? sorted : `The variable "${gap + 1}" is missing. ${nextStep}`;
}

/** Names that n8n takes out of whatever JSON it sends. */
const NEVER_SENT: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Variables as an object of own text properties.
 *
 * @throws MessagingError (`notSent`) for a name that would be lost on the way
 */
export function asObject(list: readonly Variable[]): Record<string, string> {
  const lost = list.find(({ name }) => NEVER_SENT.includes(name));
  if (lost !== undefined)
    throw invalidInput(
      `The variable "${lost.name}" has a name that n8n does not send.`,
      'Rename it in the template, then give its value under the new name.',
    );
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}
