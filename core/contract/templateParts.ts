import { z } from 'zod/v4';
import { isEmpty, optionalName, optionalText, readBy, webAddress } from './inputs';
import { LONGEST_LINK } from './links';
import { invalidInput } from './outcome';
import { readNumber } from './switches';
import { readTemplateValue } from './templateValue';
import { sentence, shown, trimmed } from './text';

/** What fills the header of a template: a text, or the link to a file. */
export const HEADER_TYPES = ['text', 'image', 'video', 'document'] as const;

export type HeaderType = (typeof HEADER_TYPES)[number];

/** What a button of a template does: open a link, answer with a payload, copy a coupon code. */
export const BUTTON_KINDS = ['url', 'quick_reply', 'copy_code'] as const;

/** What one button of a template is filled with. */
export interface Button {
  /** Its place in the template, from 0. */
  index: number;
  kind: (typeof BUTTON_KINDS)[number];
  /** End of the link, payload of the reply, or coupon code. */
  value: string;
}

/** As many as a template may have. */
const MOST_BUTTONS = 10;

const LONGEST_VALUE = 2048;

const nextStep = 'Correct it under "Buttons".';

/** What the header is filled with; left out for a template without one. */
export const headerType = z.preprocess(
  (value) => (isEmpty(value) ? undefined : typeof value === 'string' ? trimmed(value) : value),
  z
    .enum(HEADER_TYPES, {
      error: ({ input }) => `"Header" has no "${shown(input)}". Choose one of: ${HEADER_TYPES.join(', ')}.`,
    })
    .optional(),
);

/** The text of the header, or the link to its file. */
export const headerValue = optionalText('Header Value', LONGEST_LINK);

/** The name of the variable in a text header, where the template has names; its braces may be copied with it. */
export const headerVariable = optionalName('Header Variable', 68).transform((name) => {
  const inside = name?.startsWith('{{') === true && name.endsWith('}}') ? name.slice(2, -2) : name;
  return trimmed(inside ?? '') || undefined;
});

/**
 * Values for the buttons, each with its place; left out where there is none. Every place once, every value plain
 * text or a number.
 */
export const buttons = z.unknown().transform((given, context): Button[] | undefined => {
  const refuse = (message: string): never => {
    context.addIssue({ code: 'custom', message, continue: false });
    return z.NEVER;
  };
  if (isEmpty(given)) return undefined;
  if (!Array.isArray(given)) return refuse('"Buttons" must be a list. Add each button by its form.');
  if (given.length > MOST_BUTTONS)
    return refuse(
      `"Buttons" has ${given.length} buttons, more than the ${MOST_BUTTONS} that a template has.`,
    );
  const read: Button[] = [];
  for (const [place, each] of given.entries()) {
    const button = readButton(each, `Button ${place + 1} under "Buttons"`, read);
    if (typeof button === 'string') return refuse(`${button} ${nextStep}`);
    read.push(button);
  }
  return read.length === 0 ? undefined : read;
});

/** A sentence where it cannot be read. */
function readButton(given: unknown, name: string, before: readonly Button[]): Button | string {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return `${name} is no button.`;
  const { index, kind, value }: Record<string, unknown> = { ...given };
  const word = typeof kind === 'string' ? trimmed(kind) : kind;
  const known = BUTTON_KINDS.find((each) => each === word);
  const place = readNumber(index);
  if (place === undefined || !Number.isInteger(place) || place < 0 || place >= MOST_BUTTONS)
    return `${name} has no "Position" from 0 to ${MOST_BUTTONS - 1}.`;
  if (known === undefined) return `${name} has no "Kind" such as ${BUTTON_KINDS.join(', ')}.`;
  const read = readTemplateValue(typeof value === 'boolean' ? {} : value, LONGEST_VALUE);
  if ('fault' in read) return `The "Value" of ${lowerFirst(name)} ${read.fault.says}.`;
  return before.some((other) => other.index === place)
    ? `${name} has the "Position" ${place}, as another one has.`
    : { index: place, kind: known, value: read.text };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The most characters of the text of a header, as WhatsApp sets it. */
const LONGEST_HEADER_TEXT = 60;

/** The sentence about a header whose text WhatsApp would refuse; undefined where there is nothing to say. */
export function complaintAboutHeader(input: {
  headerType?: unknown;
  headerValue?: unknown;
}): string | undefined {
  if (input.headerType !== 'text' || input.headerValue === undefined) return undefined;
  const read = readTemplateValue(input.headerValue, LONGEST_HEADER_TEXT);
  return 'fault' in read ? sentence('Header Value', read.fault) : undefined;
}

/** What fills in a header. */
export interface HeaderInput {
  headerType?: HeaderType;
  headerValue?: string;
  headerVariable?: string;
}

/** A header that is filled in. */
export interface Header {
  type: HeaderType;
  value: string;
  /** The name of its variable, where it has one. */
  variable?: string;
}

/**
 * The header of a template, of whose two inputs each needs the other.
 *
 * @returns undefined where none is filled in
 * @throws MessagingError (`notSent`) where one of the two is missing, a link cannot be fetched, or a file has the name
 *   of a variable
 */
export function headerOf(input: HeaderInput): Header | undefined {
  const { headerType: type, headerValue: value, headerVariable: variable } = input;
  if (variable !== undefined && type !== 'text')
    throw invalidInput(
      '"Header Variable" is filled in, but "Header" is not Text.',
      'Leave it empty, or set Header to Text.',
    );
  if (type === undefined && value === undefined) return undefined;
  if (type === undefined)
    throw invalidInput('"Header Value" is filled in, but "Header" is None.', 'Choose what the header is.');
  if (value === undefined)
    throw invalidInput(
      `"Header Value" is empty, but "Header" is ${type}.`,
      'Fill it in, or set Header to None.',
    );
  return {
    type,
    value: type === 'text' ? value : readBy(headerLink, value),
    ...(variable !== undefined && { variable }),
  };
}

const headerLink = webAddress('Header Value');
