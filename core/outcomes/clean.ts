/**
 * What a vendor's answer is cleaned of where it enters: what cannot be seen and changes what is seen, what a later
 * node could trip over, and length without end. Only after that is it searched for secrets.
 */

/** In characters, of one text; in levels and in values, of a whole answer. */
const LONGEST_TEXT = 10_000;
const DEEPEST = 30;
const MOST_VALUES = 50_000;

/** Longer than any vendor's id of a message. */
const LONGEST_ID = 300;

/** Colours and movements of a terminal. */
const TERMINAL =
  /(?:\u001B\[|\u009B)[0-?]{0,40}[ -/]{0,4}[@-~]|\u001B\][^\u0007\u001B]{0,400}(?:\u0007|\u001B\\)/g;

/** Control characters but tab and line breaks, what changes the direction of writing, and what has no width. */
const UNSEEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

/** It joins the parts of an emoji, and is kept only there. */
const JOINER =
  /(?<![\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}])\u200D|\u200D(?!\p{Extended_Pictographic})/gu;

/** Names that reach into what all objects share. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** A vendor's text without what cannot be seen. */
export const cleanText = (text: string): string =>
  text.replace(TERMINAL, '').replace(UNSEEN, '').replace(JOINER, '');

/** The id that a vendor gave a message, fit to be kept: one word, of bounded length. */
export const cleanId = (id: string): string => cleanText(id).replace(/\s+/g, ' ').trim().slice(0, LONGEST_ID);

/**
 * A vendor's whole answer, cleaned.
 *
 * @param value from JSON, or a text
 * @returns of the same shape; what lies too deep or is too much is left out, and a text that is too long is cut
 */
export function cleanAnswer(value: unknown): unknown {
  let values = 0;
  const clean = (each: unknown, depth: number): unknown => {
    values += 1;
    if (typeof each === 'string') return bounded(cleanText(each));
    if (typeof each !== 'object' || each === null) return each;
    if (depth >= DEEPEST || values > MOST_VALUES) return null;
    if (Array.isArray(each)) return each.map((one) => clean(one, depth + 1));
    return Object.fromEntries(
      Object.entries(each)
        .map(([key, one]) => [bounded(cleanText(key)), one] as const)
        .filter(([key]) => !RESERVED.includes(key))
        .map(([key, one]) => [key, clean(one, depth + 1)]),
    );
  };
  return clean(value, 0);
}

const bounded = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
