import { z } from 'zod/v4';
import { readLink, type Reach } from './links';
import { invalidInput, type MessagingError } from './outcome';

/**
 * Building blocks of input schemas. Every rule's message is a whole sentence that names the parameter as the
 * user sees it, says what happened and what to do next.
 */

const FILL_IT_IN = 'Fill it in, or check that its expression gives a value for this item.';

/** What counts as left empty: n8n hands over an empty string for a parameter nobody touched. */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const emptyAsUndefined = (value: unknown): unknown => (isEmpty(value) ? undefined : value);

/** The sentence for a parameter that must not be empty. */
export const missing = (label: string): string => `"${label}" is empty. ${FILL_IT_IN}`;

/** The most of a user's value that a sentence quotes. */
const LONGEST_QUOTE = 40;

/** A user's value inside a sentence: on one line, cut, and never the insides of an object. */
export function shown(value: unknown): string {
  if (typeof value === 'function' || (typeof value === 'object' && value !== null))
    return Array.isArray(value) ? 'a list' : 'an object';
  const text = wellFormed(String(value)).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
}

/** Lone halves of surrogate pairs become the replacement character, so that the text survives UTF-8. */
const wellFormed = (text: string): string =>
  text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');

/**
 * Text that must hold at least one visible character.
 *
 * @param maximum in UTF-16 units, as vendors count
 */
export function requiredText(label: string, maximum: number) {
  return z
    .preprocess(
      (value) => (Number.isFinite(value) ? String(value) : value),
      z.string({
        error: ({ input }) =>
          isEmpty(input)
            ? missing(label)
            : `"${label}" is not text. Give it as text, not as a list or an object.`,
      }),
    )
    .refine((text) => text.trim() !== '', { error: missing(label), abort: true })
    .refine((text) => text.length <= maximum, {
      error: ({ input }) =>
        `"${label}" has ${String(input).length} characters, more than the ${maximum} that fit. Shorten it.`,
    })
    .transform(wellFormed);
}

/** Text that may be left out; an empty string counts as left out. */
export function optionalText(label: string, maximum: number) {
  return z.preprocess(emptyAsUndefined, requiredText(label, maximum).optional());
}

const DIGITS = /^\d{1,15}$/;

/** A whole number that a vendor gave as an id; typed as text in n8n, sent as a JSON number. */
export function integerId(label: string) {
  const noInteger = `"${label}" must be a whole number. Copy the number that the vendor's panel shows.`;
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() : value),
    z
      .union([z.string(), z.number()], {
        error: ({ input }) => (isEmpty(input) ? missing(label) : noInteger),
      })
      .refine((value) => String(value) !== '', { error: missing(label), abort: true })
      .refine((value) => DIGITS.test(String(value)), { error: noInteger })
      .transform(Number),
  );
}

/** The same, left out when empty. */
export function optionalIntegerId(label: string) {
  return z.preprocess(emptyAsUndefined, integerId(label).optional());
}

/** A number within bounds, e.g. a coordinate; text that reads as a number is accepted. */
export function numberBetween(label: string, minimum: number, maximum: number) {
  return z.preprocess(
    (value) =>
      typeof value === 'string' && value.trim() !== '' ? Number(value.trim().replace(',', '.')) : value,
    z
      .number({
        error: ({ input }) =>
          isEmpty(input) ? missing(label) : `"${label}" is not a number. Give it as digits, e.g. -23.5505.`,
      })
      .min(minimum, { error: `"${label}" must be between ${minimum} and ${maximum}. Check the value.` })
      .max(maximum, { error: `"${label}" must be between ${minimum} and ${maximum}. Check the value.` }),
  );
}

/**
 * A web address that a vendor can fetch, written as a URL is.
 *
 * @param reach `anywhere` for links that n8n itself may have made
 */
export function webAddress(label: string, reach: Reach = 'public') {
  return requiredText(label, Infinity).transform((text, context) => {
    const read = readLink(label, text, reach);
    if ('link' in read) return read.link;
    context.addIssue({ code: 'custom', message: read.refused, continue: false });
    return z.NEVER;
  });
}

/** The first complaint of a schema as one sentence. */
export function firstSentence(error: z.ZodError): string {
  return error.issues[0]?.message ?? 'The input could not be read.';
}

/** A complaint of two sentences, what happened and the next step, as the error that the item ends with. */
export function complaint(text: string): MessagingError {
  const end = text.indexOf('. ');
  return end === -1
    ? invalidInput(text, 'Correct it, then run this item again.')
    : invalidInput(text.slice(0, end + 1), text.slice(end + 2));
}

/** The sentence for whatever a schema has no words of its own for. */
export const unreadable = (label: string): string =>
  `"${label}" cannot be read. Check what is filled in there.`;

/**
 * Reads a value by its schema.
 *
 * @param label the user's word for the value, for what the schema has no sentence for
 * @throws MessagingError (`notSent`) with the schema's sentence
 */
export function readBy<S extends z.ZodType>(schema: S, value: unknown, label = 'Input'): z.output<S> {
  const read = schema.safeParse(value, { error: () => unreadable(label) });
  if (!read.success) throw complaint(firstSentence(read.error));
  return read.data;
}
