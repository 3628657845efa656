import { createHash, timingSafeEqual } from 'node:crypto';
import type { SignatureEncoding } from '../contract/delivery';

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

/** Bytes written in the form of base64 for addresses, with or without the signs that fill it up; else null. */
export function fromBase64Url(text: string): Buffer | null {
  const bare = text.replace(/={1,2}$/, '');
  const bytes = Buffer.from(bare, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === bare ? bytes : null;
}

/** How the bytes of a signature are read, by how they are written. */
export const DECODERS: Readonly<Record<SignatureEncoding, (text: string) => Buffer | null>> = {
  hex: (text) => fromHex(text),
  base64: (text) => fromBase64(text),
  base64url: (text) => fromBase64Url(text),
};

/** Bytes written in hex of either case; null where the text is anything else. */
export function fromHex(text: string): Buffer | null {
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : null;
}
