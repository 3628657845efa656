import { complaint, isEmpty, missing } from '../contract/inputs';
import { operationsOfNode, type NodeOperation } from '../contract/operations';
import { invalidInput } from '../contract/outcome';
import { normalizeRecipient, RecipientRefused, type Recipient, type RecipientOptions } from './phone';
import type { AnyOperation, Recipients, Vendor } from '../contract/vendor';

/** How the recipient is to be read. */
export interface RecipientSettings {
  /** Put before a number that has no country code; empty for never. */
  defaultCountryCode: string;
  ninthDigit: 'keep' | 'add' | 'remove';
  /** Whether a leading 55 is removed for a vendor that wants national numbers. */
  stripCountryCode: boolean;
  /** `channelUserId` leaves the recipient untouched. */
  recipientType: 'phone' | 'channelUserId';
}

export const DEFAULT_RECIPIENT_SETTINGS: Readonly<RecipientSettings> = {
  defaultCountryCode: '55',
  ninthDigit: 'keep',
  stripCountryCode: true,
  recipientType: 'phone',
};

/** Whom a message goes to. */
export interface Addressee {
  /** The recipient in the vendor's form. */
  to: string;
  /** As it was given; only where it was changed. */
  toOriginal?: string;
  /** Something the user may want to know, e.g. that the number is a landline. */
  note?: string;
  /** The word by which the vendor's statuses name the message. */
  callbackData?: string;
}

/** What decides who may be named, and how. */
export interface Addressing {
  vendor: Vendor;
  specification: AnyOperation;
  /** Of the generation that the operation belongs to. */
  recipients?: Recipients;
}

/**
 * Reads the recipient of a message.
 *
 * @param input as it came from the user; its `to` is read where the vendor addresses by phone
 * @param values the checked inputs; the vendor's own id is among them where it addresses by one
 * @throws MessagingError (`notSent`) with a sentence about "To"
 */
export function readRecipient(
  { vendor, specification, recipients = {} }: Addressing,
  input: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
  settings: RecipientSettings,
): Addressee {
  if (specification.recipient !== 'phone') return { to: String(values[specification.recipient]) };
  if (settings.recipientType === 'channelUserId')
    return { to: readChannelUserId(vendor, recipients, input['to']) };
  const read = tryToNormalize(input['to'], {
    form: vendor.numberForm,
    plus: recipients.plus === true,
    ...settings,
  });
  // Its sentence says what to do.
  if (read instanceof RecipientRefused) throw invalidInput(read.message, 'Then run this item again.');
  return read;
}

/**
 * The recipient alone, for a message that is not built again because it went out before.
 *
 * @returns undefined where it cannot be read
 */
export function recipientIn(
  vendor: Vendor,
  node: NodeOperation,
  input: Readonly<Record<string, unknown>>,
  config: unknown,
  settings: RecipientSettings,
): Addressee | undefined {
  const generation = vendor.generations[vendor.generationOf(config)];
  const specification = operationsOfNode(node).flatMap((name) => generation?.operations[name] ?? [])[0];
  if (specification === undefined) return undefined;
  // Nothing has checked the inputs yet.
  if (specification.recipient !== 'phone' && isEmpty(input[specification.recipient])) return undefined;
  try {
    const { recipients } = generation ?? {};
    return readRecipient({ vendor, specification, recipients }, input, input, settings);
  } catch {
    return undefined;
  }
}

function tryToNormalize(value: unknown, options: RecipientOptions): Recipient | RecipientRefused {
  try {
    return normalizeRecipient(value, options);
  } catch (refusal) {
    return refusal instanceof RecipientRefused
      ? refusal
      : new RecipientRefused('"To" could not be read. Check it.');
  }
}

function readChannelUserId(vendor: Vendor, { channelUserId }: Recipients, given: unknown): string {
  if (channelUserId !== true)
    throw invalidInput(
      `${vendor.name} takes phone numbers only here.`,
      'Set "Recipient Type" to Phone Number.',
    );
  const id = typeof given === 'string' ? given.trim() : '';
  if (id === '') throw complaint(missing('To'));
  return id;
}
