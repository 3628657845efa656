import { z } from 'zod/v4';
import type { Button, HeaderType } from './templateParts';
import { isBlank, readText, shown, trimmed, type Fault } from './text';

/**
 * The approved text of a template, as people paste it: the words themselves, or the JSON in which WhatsApp and vendors
 * export it. From it follows what has to be filled in, and how the message reads once it is.
 *
 * The JSON is that of WhatsApp's message templates (components HEADER, BODY, FOOTER, BUTTONS), alone, in a list or
 * under `template`; or an object that holds the words under `body`, `text`, `data` or `message`.
 */

/** One thing that a template needs. */
export type TemplatePlace = {
  /** Unique in its template: the variable's name, or words such as `button 1` or `coupon 1` that no variable is called. */
  id: string;
  /** The words around it, with `___` in its place. */
  around: string;
} & (
  | { part: 'body'; name: string }
  | { part: 'header'; type: HeaderType; variable?: string }
  | { part: 'button'; index: number; kind: Button['kind'] }
);

/** A template that was read. */
export interface TemplateText {
  /** The words of the message, with its variables as `{{name}}`. */
  body: string;
  /** What stands above it, where that is text. */
  header?: string;
  footer?: string;
  /** What has to be filled in, in the order in which it is read. */
  places: readonly TemplatePlace[];
}

export type TemplateTextRead = { template: TemplateText } | { fault: Fault };

/** A variable: what stands between double braces, on one line. */
const VARIABLE = /\{\{([^{}\n]{1,64})\}\}/g;

/** Longer than any approved template, whose JSON comes with examples and translations of itself. */
const LONGEST = 50_000;

const PASTE_AGAIN = 'Copy the text of the template again from where it was approved.';

/**
 * Reads a template.
 *
 * @param given what was pasted
 * @returns its fault where it is empty, too long, or cannot be understood without guessing
 */
export function readTemplateText(given: unknown): TemplateTextRead {
  const read = readText(given);
  if ('fault' in read) return read;
  const { text } = read;
  if (text.length > LONGEST)
    return { fault: { says: `has ${text.length} characters, as no template has`, nextStep: PASTE_AGAIN } };
  const pasted = trimmed(text);
  return /^[{[]\s*["{[]/.test(pasted) && !pasted.startsWith('{{')
    ? fromJson(pasted)
    : fromParts({ body: text });
}

/** The names of the variables in a text, each once, in their order. */
export const variablesIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(VARIABLE), ([, name = '']) => name.trim())),
];

/** The text with values in the place of its variables; one without a value stays as it is written. */
export const filledIn = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(VARIABLE, (whole, name: string) => values.get(name.trim()) ?? whole);

/** What is known of a template before its variables are looked at. */
interface Parts {
  body: string;
  header?: { text: string } | { type: Exclude<HeaderType, 'text'> };
  footer?: string;
  buttons?: ReadonlyArray<{ kind: Button['kind']; label: string; value: string }>;
}

function fromParts({ body, header, footer, buttons = [] }: Parts): TemplateTextRead {
  const headerText = header !== undefined && 'text' in header ? header.text : undefined;
  const fault = [body, headerText ?? '', ...buttons.map(({ value }) => value)]
    .map(faultInBraces)
    .find(Boolean);
  if (fault !== undefined) return { fault };
  const places: TemplatePlace[] = [];
  if (header !== undefined && 'type' in header)
    places.push({ id: `header ${header.type}`, around: 'link to it', part: 'header', type: header.type });
  const [variable] = variablesIn(headerText ?? '');
  if (headerText !== undefined && variable !== undefined)
    places.push({ ...ofHeader(variable), around: around(headerText, '') });
  for (const name of variablesIn(body))
    places.push({ id: name, around: around(body, name), part: 'body', name });
  buttons.forEach(({ kind, label, value }, index) => {
    if (kind === 'copy_code' || (kind === 'url' && variablesIn(value).length > 0))
      places.push({ id: `${WORD_OF_BUTTON[kind]} ${index + 1}`, around: label, part: 'button', index, kind });
  });
  const template: TemplateText = {
    body,
    ...(headerText !== undefined && { header: headerText }),
    ...(footer !== undefined && { footer }),
    places,
  };
  return { template };
}

/** The id of a text header; where its variable has a name of WhatsApp, that counts, too. */
const HEADER_TEXT = 'header text';

const ofHeader = (variable: string) => ({
  part: 'header' as const,
  type: 'text' as const,
  ...(/^[a-z]\w{0,63}$/.test(variable)
    ? { id: `${HEADER_TEXT} ${variable}`, variable }
    : { id: HEADER_TEXT }),
});

/** How a button is called by what is filled in. */
const WORD_OF_BUTTON: Readonly<Record<Button['kind'], string>> = {
  url: 'button',
  copy_code: 'coupon',
  quick_reply: 'reply',
};

/**
 * The place that an id stands for, where the text of its template is not at hand.
 *
 * @param id as `readTemplateText` gave it
 */
export function placeOfId(id: string): TemplatePlace {
  const [, named] = /^header text ([a-z]\w{0,63})$/.exec(id) ?? [];
  if (named !== undefined) return { ...ofHeader(named), around: '' };
  const [, type] = /^header (text|image|video|document)$/.exec(id) ?? [];
  if (type !== undefined) return { id, around: '', part: 'header', type: type as HeaderType };
  const [, called, number] = /^(button|coupon|reply) ([1-9]\d?)$/.exec(id) ?? [];
  const kind = KINDS.find((each) => WORD_OF_BUTTON[each] === called);
  if (kind === undefined) return { id, around: '', part: 'body', name: id };
  return { id, around: '', part: 'button', index: Number(number) - 1, kind };
}

const KINDS: ReadonlyArray<Button['kind']> = ['url', 'copy_code', 'quick_reply'];

/** Braces that open no variable, or a variable without a name. */
function faultInBraces(text: string): Fault | undefined {
  const nameless = Array.from(text.matchAll(VARIABLE)).some(([, name = '']) => isBlank(name));
  const left = text.replace(VARIABLE, '');
  if (!nameless && !/\{\{|\}\}/.test(left)) return undefined;
  return {
    says: nameless
      ? 'has a variable without a name between its braces'
      : 'has a "{{" or "}}" without the other',
    nextStep: 'Write each variable as in the approved template, e.g. {{1}} or {{name}}.',
  };
}

/** How much of the text stands before and behind a variable. */
const WORDS_BEFORE = 14;
const WORDS_BEHIND = 18;

/** The words around a variable, on one line; around the first one where no name is given. */
function around(text: string, name: string): string {
  for (const match of text.matchAll(VARIABLE)) {
    if (name !== '' && (match[1] ?? '').trim() !== name) continue;
    const line = (part: string): string => part.replace(VARIABLE, '…').replace(/\s+/g, ' ');
    const before = line(text.slice(0, match.index).split('\n').at(-1) ?? '');
    const behind = line(text.slice(match.index + match[0].length).split('\n')[0] ?? '');
    return `${lastWords(before)}___${firstWords(behind)}`;
  }
  return '';
}

const lastWords = (text: string): string =>
  text.length <= WORDS_BEFORE ? text : text.slice(-WORDS_BEFORE).replace(/^\S*\s/, '');

const firstWords = (text: string): string =>
  text.length <= WORDS_BEHIND ? text : text.slice(0, WORDS_BEHIND).replace(/\s\S*$/, '');

const word = z.string().transform((text) => text.toUpperCase());

const button = z.object({
  type: word,
  text: z.string().nullish(),
  url: z.string().nullish(),
});

const component = z.object({
  type: word,
  format: word.nullish(),
  text: z.string().nullish(),
  buttons: z.array(button).nullish(),
});

const exported = z.object({ name: z.string().nullish(), components: z.array(component).min(1) });

/** A body without components: the words under one of the names that vendors use. */
const words = z.record(z.string(), z.unknown()).transform((object, context) => {
  for (const name of ['body', 'text', 'data', 'message', 'content']) {
    const value = object[name];
    const inside = typeof value === 'object' && value !== null ? (value as { text?: unknown }).text : value;
    if (typeof inside === 'string' && !isBlank(inside)) return inside;
  }
  context.addIssue('No words.');
  return z.NEVER;
});

const NOT_UNDERSTOOD: Fault = {
  says: 'is JSON in which no text of a template is found',
  nextStep: 'Paste the text of the template itself, as it was approved.',
};

function fromJson(text: string): TemplateTextRead {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return {
      fault: {
        says: 'begins like JSON, but is not complete',
        nextStep: 'Copy all of it, or paste the text itself.',
      },
    };
  }
  return fromValue(json, 0);
}

/** So deep a template is looked for: in a list, under `template` or under `data`. */
const DEEPEST = 4;

function fromValue(value: unknown, depth: number): TemplateTextRead {
  if (depth > DEEPEST) return { fault: NOT_UNDERSTOOD };
  const whole = exported.safeParse(value);
  if (whole.success) return fromComponents(whole.data.components);
  if (Array.isArray(value)) {
    const components = z.array(component).min(1).safeParse(value);
    if (components.success && components.data.some(({ type }) => type === 'BODY'))
      return fromComponents(components.data);
    if (value.length > 1)
      return {
        fault: {
          says: `holds a list of ${value.length} templates`,
          nextStep: 'Paste only the one that is to be sent.',
        },
      };
    return fromValue(value[0], depth + 1);
  }
  if (typeof value !== 'object' || value === null) return { fault: NOT_UNDERSTOOD };
  for (const name of ['template', 'data']) {
    const inside = (value as Record<string, unknown>)[name];
    if (typeof inside === 'object' && inside !== null) return fromValue(inside, depth + 1);
  }
  const plain = words.safeParse(value);
  return plain.success ? fromParts({ body: plain.data }) : { fault: NOT_UNDERSTOOD };
}

const HEADER_OF_FORMAT: Readonly<Record<string, Exclude<HeaderType, 'text'>>> = {
  IMAGE: 'image',
  VIDEO: 'video',
  DOCUMENT: 'document',
};

const KIND_OF_BUTTON: Readonly<Record<string, Button['kind']>> = {
  URL: 'url',
  // The code once more, as the end of a link.
  OTP: 'url',
  COPY_CODE: 'copy_code',
  QUICK_REPLY: 'quick_reply',
};

/** Buttons that WhatsApp wants filled in with more than a value; whether a catalogue does it has to say itself. */
const STRANGE_BUTTONS = ['FLOW', 'MPM', 'SPM'];

const strangePart = (part: string): Fault => ({
  says: `has a ${part}, which cannot be filled in here`,
  nextStep: 'Send this template from the panel of the vendor.',
});

function fromComponents(components: ReadonlyArray<z.output<typeof component>>): TemplateTextRead {
  const of = (type: string) => components.find((each) => each.type === type);
  const strange = components.find(({ type }) => !['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].includes(type));
  if (strange !== undefined) return { fault: strangePart(`part of the kind "${shown(strange.type)}"`) };
  const body = of('BODY')?.text ?? '';
  if (isBlank(body)) return { fault: NOT_UNDERSTOOD };
  const header = of('HEADER');
  const format = header?.format ?? 'TEXT';
  const type = HEADER_OF_FORMAT[format];
  if (type === undefined && format !== 'TEXT')
    return { fault: strangePart(`header of the kind "${shown(format)}"`) };
  const footer = of('FOOTER')?.text ?? undefined;
  const all = of('BUTTONS')?.buttons ?? [];
  const strangeButton = all.find(({ type: kind }) => STRANGE_BUTTONS.includes(kind));
  if (strangeButton !== undefined)
    return { fault: strangePart(`button of the kind "${shown(strangeButton.type)}"`) };
  const buttons = all.map(({ type: kind, text, url }) => ({
    // A button that is of another kind takes a place, and nothing is filled in there.
    kind: KIND_OF_BUTTON[kind] ?? ('quick_reply' as const),
    label: text ?? '',
    value: kind === 'OTP' ? '{{1}}' : (url ?? ''),
  }));
  return fromParts({
    body,
    ...(type !== undefined ? { header: { type } } : header?.text ? { header: { text: header.text } } : {}),
    ...(footer !== undefined && { footer }),
    buttons,
  });
}
