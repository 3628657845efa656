import { invalidInput } from '../contract/outcome';
import { SHORTEST_SECRET } from '../outcomes/redact';
import type { Vendor } from '../contract/vendor';
import { firstSentence, isEmpty, unreadable } from '../contract/inputs';

/** As much of a vendor as its credential is read by. */
export type CredentialReading = Pick<Vendor, 'name' | 'credential' | 'config' | 'messagesPerMinute'>;

/** What the core may know of a credential. */
export interface Account {
  /** The vendor's configuration, without any secret. */
  config: unknown;
  /** The secrets' values, only to be searched for and removed. */
  secrets: readonly string[];
  /** What this process may send in a minute; 0 for no limit. */
  messagesPerMinute: number;
}

const READABLE = /^[\x21-\x7E]+$/;

/**
 * Reads a credential: checks that each secret can travel in a header, and strips all of them.
 *
 * @param data the credential's fields as the user filled them in
 * @throws MessagingError (`notSent`) that names the field; it never shows a secret's value
 */
export function readAccount(vendor: CredentialReading, data: Readonly<Record<string, unknown>>): Account {
  const secrets = vendor.credential.secrets.flatMap((field) => {
    const value = data[field];
    if (vendor.credential.mayBeEmpty === true && isEmpty(value)) return [];
    if (isEmpty(value))
      throw invalidInput(
        `The ${vendor.name} credential has no value in "${field}".`,
        'Open the credential and paste it from the vendor.',
      );
    const secret = String(value).trim();
    if (!READABLE.test(secret))
      throw invalidInput(
        `"${field}" in the ${vendor.name} credential has a line break, a space or a character that no key has.`,
        'Open the credential and paste the value again, alone on one line.',
      );
    if (secret.length < SHORTEST_SECRET)
      throw invalidInput(
        `"${field}" in the ${vendor.name} credential is shorter than ${SHORTEST_SECRET} characters, as no key is.`,
        'Open the credential and paste the whole value from the vendor.',
      );
    return secret;
  });
  for (const [field, label] of Object.entries(vendor.credential.needed ?? {}))
    if (isEmpty(data[field]) || String(data[field]).trim() === '')
      throw invalidInput(
        `The ${vendor.name} credential has no value in "${label}".`,
        'Open the credential and fill it in.',
      );
  const config = vendor.config.safeParse(data, {
    error: ({ path }) => unreadable(path?.join(' ') ?? 'Credential'),
  });
  if (!config.success)
    throw invalidInput(
      `The ${vendor.name} credential is not complete: ${firstSentence(config.error)}`,
      'Open the credential and correct it.',
    );
  secrets.push(...(vendor.credential.secretsWithin?.(data) ?? []));
  return { config: config.data, secrets, messagesPerMinute: paceOf(vendor, data) };
}

/** Where nothing is known of a vendor's limit: one message a second, as people do. */
const DEFAULT_PACE = 60;

/** The account's limit, divided among the workers that share it. */
function paceOf(vendor: CredentialReading, data: Readonly<Record<string, unknown>>): number {
  const perMinute = vendor.messagesPerMinute?.(data) ?? atLeast(0, data['messagesPerMinute'], DEFAULT_PACE);
  return perMinute / atLeast(1, data['workersSharing'], 1);
}

/** A number of the credential. n8n leaves out hidden fields, and a field may hold text. */
export function atLeast(least: number, value: unknown, byDefault: number): number {
  const number = isEmpty(value) ? byDefault : Number(value);
  return Number.isFinite(number) ? Math.max(least, number) : byDefault;
}
