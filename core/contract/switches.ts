import { z } from 'zod/v4';
import { shown, trimmed } from './text';

/** The one reader of switches, numbers and choices, which an expression may give as text. */

/** On or off; undefined for what is neither. */
export function readSwitch(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? trimmed(value.slice(0, LONGEST_WORD)).toLowerCase() : value;
  if (word === 'true' || word === '1' || word === 1) return true;
  return word === 'false' || word === '0' || word === 0 ? false : undefined;
}

/** A longer text is no switch and no number. */
const LONGEST_WORD = 100;

/** A number, also as text with a point or a comma; undefined for what is none. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > LONGEST_WORD) return undefined;
  const text = trimmed(value).replace('\u2212', '-').replace(',', '.');
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/** One of the choices; undefined for anything else. */
export function readChoice<C extends string>(value: unknown, choices: readonly C[]): C | undefined {
  const word = typeof value === 'string' ? trimmed(value) : value;
  return choices.find((choice) => choice === word);
}

/** The sentence about a switch that is neither on nor off. */
export const noSwitch = (label: string, value: unknown): string =>
  `"${label}" is ${quoted(value)}, which is neither on nor off. Switch it, or let its expression give true or false.`;

/** The sentence about a number that is none. */
export const noNumber = (label: string, value: unknown): string =>
  `"${label}" is ${quoted(value)}, which is no number. Give it as digits, e.g. 5.`;

/** The sentence about a choice that is not there. */
export const noChoice = (label: string, value: unknown, choices: readonly string[]): string =>
  `"${label}" is ${quoted(value)}, which is no choice of it. Choose one of: ${choices.join(', ')}.`;

function quoted(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'empty';
  const isBare = typeof value === 'object' || typeof value === 'function';
  return isBare ? shown(value) : `"${shown(value)}"`;
}

/** A vendor's own switch. */
export function switchInput(label: string) {
  return z.unknown().transform((value, context): boolean => {
    const read = readSwitch(value);
    if (read !== undefined) return read;
    context.addIssue({ code: 'custom', message: noSwitch(label, value), continue: false });
    return z.NEVER;
  });
}

/** A vendor's own choice, by its values. */
export function choiceInput<const C extends string>(label: string, choices: readonly C[]) {
  return z.unknown().transform((value, context): C => {
    const read = readChoice(value, choices);
    if (read !== undefined) return read;
    context.addIssue({ code: 'custom', message: noChoice(label, value, choices), continue: false });
    return z.NEVER;
  });
}
