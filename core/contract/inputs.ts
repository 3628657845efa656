import { z } from 'zod/v4';
import { readLink, type Reach } from './links';
import { invalidInput, type MessagingError } from './outcome';
import { readNumber } from './switches';
import { isBlank, NOTHING, readName, readText, sentence, type TextRead } from './text';

export { shown } from './text';

/**
 * Building blocks of input schemas. Every rule's message is a whole sentence that names the parameter as the
 * user sees it, says what happened and what to do next.
 */

/** What counts as left empty: n8n hands over an empty string for a parameter nobody touched. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && isBlank(value));

/** The sentence for a parameter that must not be empty. */
export const missing = (label: string): string => sentence(label, NOTHING);

/** A schema of a reader, whose faults become sentences about the parameter. */
const readBySchema = (label: string, read: (value: unknown) => TextRead) =>
  z.unknown().transform((value, context): string => {
    const result = read(value);
    if ('text' in result) return result.text;
    context.addIssue({ code: 'custom', message: sentence(label, result.fault), continue: false });
    return z.NEVER;
  });

const fitting =
  (read: (value: unknown) => TextRead, maximum: number) =>
  (value: unknown): TextRead => {
    const result = read(value);
    if ('fault' in result || result.text.length <= maximum) return result;
    const { length } = result.text;
    return {
      fault: { says: `has ${length} characters, more than the ${maximum} that fit`, nextStep: 'Shorten it.' },
    };
  };

/**
 * Text that must hold at least one visible character.
 *
 * @param maximum in UTF-16 units, as vendors count
 */
export const requiredText = (label: string, maximum: number) =>
  readBySchema(label, fitting(readText, maximum));

/** Text that may be left out; a blank one counts as left out. */
export const optionalText = (label: string, maximum: number) => leftOutOr(requiredText(label, maximum));

/** An id or a name: without the blanks around it, and on one line. */
export const requiredName = (label: string, maximum: number) =>
  readBySchema(label, fitting(onOneLine, maximum));

/** The same, left out when empty. */
export const optionalName = (label: string, maximum: number) => leftOutOr(requiredName(label, maximum));

const onOneLine = (value: unknown): TextRead => {
  const read = readName(value);
  return 'text' in read && /[\n\t]/.test(read.text) ? { fault: ON_SEVERAL_LINES } : read;
};

const ON_SEVERAL_LINES = {
  says: 'has a line break or a tab in it',
  nextStep: 'Give one name or ID, on one line.',
};

const leftOutOr = <S extends z.ZodType>(schema: S) =>
  z
    .unknown()
    .transform((value, context): z.output<S> | undefined => {
      if (isEmpty(value)) return undefined;
      const read = schema.safeParse(value);
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: firstSentence(read.error), continue: false });
      return z.NEVER;
    })
    .optional();

const DIGITS = /^\d{1,15}$/;

/** A whole number that a vendor gave as an id; typed as text in n8n, sent as a JSON number. */
export function integerId(label: string) {
  return idOfDigits(label, "Copy the number that the vendor's panel shows.", DIGITS).transform(Number);
}

/** The same, left out when empty. */
export const optionalIntegerId = (label: string) => leftOutOr(integerId(label));

/** An id of digits, as text. */
export const idOfDigits = (label: string, nextStep: string, form = /^\d+$/) =>
  readBySchema(label, (value) => {
    const read = readName(value);
    if ('fault' in read) return read.fault === NOTHING ? read : { fault: { says: NO_INTEGER, nextStep } };
    return form.test(read.text) ? read : { fault: { says: NO_INTEGER, nextStep } };
  });

const NO_INTEGER = 'must be a whole number';

/** A number within bounds, e.g. a coordinate; text that reads as a number is accepted. */
export function numberBetween(label: string, minimum: number, maximum: number) {
  return z.unknown().transform((value, context): number => {
    const refuse = (message: string): never => {
      context.addIssue({ code: 'custom', message, continue: false });
      return z.NEVER;
    };
    if (isEmpty(value)) return refuse(missing(label));
    const number = readNumber(value);
    if (number === undefined) return refuse(`"${label}" is not a number. Give it as digits, e.g. -23.5505.`);
    if (number < minimum || number > maximum)
      return refuse(`"${label}" must be between ${minimum} and ${maximum}. Check the value.`);
    return number;
  });
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
