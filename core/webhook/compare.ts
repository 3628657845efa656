import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares two texts without telling by the time it takes how much of them agrees, or how long they are. */
export function equalTexts(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Compares a given signature with the right one, whose length is no secret. */
export function equalBytes(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Bytes written in base64; null where the text is not exactly what writing them would give, so that no two
 * texts stand for the same signature.
 */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null;
}

/** Bytes written in hex of either case; null where the text is anything else. */
export function fromHex(text: string): Buffer | null {
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : null;
}
