import { LONGEST_ID, isRecord, own, type MessageKind, type Place } from '../contract/delivery';
import { pathsOf, valueAt } from './path';

/** How single values of a delivery are read: ids, numbers of people, texts. */

/** The value at a path of plain names; unlike `valueAt` it enters no JSON that stands in a text. */
export const fieldOf = (start: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((value, name) => (isRecord(value) ? own(value, name) : undefined), start);

/** The first value that can be used at any of the paths; null where there is none, or no path. */
export function firstAt<Value>(
  raw: unknown,
  field: string | undefined,
  read: (value: unknown) => Value | null,
): Value | null {
  for (const path of pathsOf(field ?? '')) {
    const value = read(valueAt(raw, path));
    if (value !== null) return value;
  }
  return null;
}

export const textAt = (raw: unknown, path: string | undefined): string | null => firstAt(raw, path, textOf);

export const wordAt = (raw: unknown, path: string | undefined): string | null => firstAt(raw, path, wordOf);

/** A text, or a number by its digits; null for anything else, and for a number that is too large to be one. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value !== 'number') return null;
  const digits = String(value);
  return /^-?\d+(\.\d+)?$/.test(digits) ? digits : null;
}

/** The same, or a yes or no. */
export const wordOf = (value: unknown): string | null =>
  typeof value === 'boolean' ? String(value) : textOf(value);

/** What somebody wrote, sign for sign; null where it is blank. */
export function contentOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return textOf(value);
}

/** An id that can be one. */
export function idOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && text.length <= LONGEST_ID ? text : null;
}

/** The digits of a phone number as senders dress it up; null for a group and whatever else is no phone. */
export function phoneOf(value: unknown): string | null {
  const [, digits] =
    /^(?:whatsapp:)?\+?(\d{5,20})(?::\d{1,4})?(?:@(?:c\.us|s\.whatsapp\.net|hosted))?$/.exec(
      textOf(value) ?? '',
    ) ?? [];
  return digits ?? null;
}

/** The id of a person that is no phone number: WhatsApp's own, or that of a business portfolio. */
export function userIdOf(value: unknown): string | null {
  const text = textOf(value) ?? '';
  const [, linked] = /^(\d{5,20})(?::\d{1,4})?@(?:hosted\.)?lid$/.exec(text) ?? [];
  if (linked !== undefined) return `${linked}@lid`;
  return /^(?:whatsapp:)?([A-Z]{2}\.[A-Za-z0-9]{1,128})$/.exec(text)?.[1] ?? null;
}

/** The id of a group, as linked phones write it. */
export function groupIdOf(value: unknown): string | null {
  const text = idOf(value);
  return text !== null && /(?:@g\.us|-group)$/.test(text) ? text : null;
}

/** What a file is by its MIME type; `other` where that says nothing. */
export function kindOfMime(mimeType: string | null): MessageKind {
  const [, family] = /^(image|video|audio|application|text)\//i.exec(mimeType ?? '') ?? [];
  if (family === undefined) return 'other';
  const name = family.toLowerCase();
  return name === 'application' || name === 'text' ? 'document' : (name as MessageKind);
}

/** Where somebody is; undefined where the two numbers are none. */
export function placeOf(
  latitude: unknown,
  longitude: unknown,
  name: unknown = null,
  address: unknown = null,
): Place | undefined {
  const [north, east] = [numberOf(latitude), numberOf(longitude)];
  if (north === null || east === null || Math.abs(north) > 90 || Math.abs(east) > 180) return undefined;
  return { latitude: north, longitude: east, name: contentOf(name), address: contentOf(address) };
}

function numberOf(value: unknown): number | null {
  const text = textOf(value);
  return text !== null && /^-?\d{1,3}(?:\.\d{1,30})?$/.test(text) ? Number(text) : null;
}

/** A place in a line; null where it has neither name nor address. */
export const placeInWords = (place: Place | undefined): string | null =>
  [place?.name ?? null, place?.address ?? null].filter((each) => each !== null).join(', ') || null;

/** A person's name and number in a line, as a shared contact reads. */
export const contactInWords = (name: unknown, phone: unknown): string | null =>
  [contentOf(name), phoneOf(phone) ?? contentOf(phone)].filter((each) => each !== null).join(', ') || null;

/** The name and the number in a business card; null where it is none. */
export function cardInWords(card: unknown, name: unknown = null): string | null {
  if (typeof card !== 'string') return contactInWords(name, null);
  const [, phone = null] =
    /waid=(\d{5,20})/.exec(card) ?? /\bTEL[^:\r\n]{0,80}:([+\d ()-]{5,30})/.exec(card) ?? [];
  const [, named = null] = /(?:^|\n)FN:([^\r\n]{1,200})/.exec(card) ?? [];
  return contactInWords(contentOf(name) ?? named, phone);
}

/** So many shared contacts stand in the text. */
const MOST_CONTACTS = 20;

/** Shared contacts in a line. @param inWords how one of them reads; null where it says nothing */
export function contactsInWords(
  contacts: unknown,
  inWords: (contact: unknown) => string | null,
): string | null {
  const lines = (Array.isArray(contacts) ? (contacts as unknown[]) : []).slice(0, MOST_CONTACTS).map(inWords);
  return lines.filter((line) => line !== null).join('; ') || null;
}

/** What is there at all. */
export function given<Name extends string, Value>(
  values: Record<Name, Value | null | undefined>,
): Partial<Record<Name, Value>> {
  const found = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(found) as Partial<Record<Name, Value>>;
}
