import { mediaTypeOfMime } from './mime';

/** The beginnings of the file types that WhatsApp shows, by which a wrongly named file is found out. */
const SIGNATURES: ReadonlyArray<readonly [mimeType: string, begins: (head: Uint8Array) => boolean]> = [
  ['image/jpeg', (head) => starts(head, [0xff, 0xd8, 0xff])],
  ['image/png', (head) => starts(head, [0x89, 0x50, 0x4e, 0x47])],
  ['application/pdf', (head) => starts(head, [0x25, 0x50, 0x44, 0x46])],
  ['video/mp4', (head) => starts(head.subarray(4), [0x66, 0x74, 0x79, 0x70])],
  ['audio/ogg', (head) => starts(head, [0x4f, 0x67, 0x67, 0x53])],
  [
    'audio/mpeg',
    (head) => starts(head, [0x49, 0x44, 0x33]) || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0),
  ],
];

/** How many bytes of a file the check needs. */
export const SIGNATURE_LENGTH = 16;

/** Containers that hold sound or pictures alike. */
const EITHER_KIND = /^(audio|video)\/(mp4|ogg)$/;

const starts = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/**
 * Whether a file's content contradicts its MIME type: a picture that is none, or a program named as one.
 *
 * @param mimeType as the file is declared; types without a known signature contradict nothing
 * @param head the first 16 bytes, or all of a shorter file
 */
export function contradicts(mimeType: string, head: Uint8Array): boolean {
  const declared = mimeType.toLowerCase();
  const checked = EITHER_KIND.test(declared) || SIGNATURES.some(([known]) => known === declared);
  if (!checked) return false;
  const found = SIGNATURES.find(([, begins]) => begins(head))?.[0];
  if (found === undefined) return true;
  if (EITHER_KIND.test(declared) && EITHER_KIND.test(found)) return false;
  return mediaTypeOfMime(found) !== mediaTypeOfMime(declared);
}
