import { western } from '../../../core/outcomes/western';
import type { AnswerStream, Head } from './exchange';

/** In bytes, unpacked: more than any vendor's answer; a larger one is not read to its end. */
const LARGEST_ANSWER = 1024 * 1024;

/**
 * Reads a vendor's answer to its end.
 *
 * @returns its JSON, or its text where it is none
 * @throws where it breaks off, is too large or cannot be decoded
 */
export async function readAnswer(stream: AnswerStream, { headers }: Head): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST_ANSWER)
      throw new RangeError('The answer is longer than any that the vendor documents.');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  // What n8n's helper unpacks loses this header. Some servers name a character set in it.
  const packed = (headers['content-encoding'] ?? '') !== '';
  return parsed(
    packed ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : decoded(bytes, charsetOf(headers)),
  );
}

/** The character set that an answer names, where it is one that can be read. */
function charsetOf(headers: Head['headers']): string | undefined {
  const named = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(headers['content-type'] ?? '')?.[1];
  try {
    return named === undefined ? undefined : new TextDecoder(named).encoding;
  } catch {
    return undefined;
  }
}

/** The marks with which a text may begin, each with what it says of the rest. */
const MARKS: ReadonlyArray<readonly [mark: string, charset: string]> = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/**
 * An answer's text, by its mark or its character set; without one as UTF-8, and what is no UTF-8 as the old
 * Western set. Old software names that set and sends UTF-8: no real text in it happens to be UTF-8 too.
 */
function decoded(bytes: Buffer, charset: string | undefined): string {
  const start = bytes.subarray(0, 3).toString('hex');
  const marked = MARKS.find(([mark]) => start.startsWith(mark))?.[1];
  const told = marked ?? charset ?? 'utf-8';
  if (told !== 'utf-8' && told !== WESTERN) return new TextDecoder(told).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return western(bytes.toString('latin1'));
  }
}

const WESTERN = 'windows-1252';

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return LONG_NUMBER.test(text) ? JSON.parse(withLongNumbersAsText(text)) : value;
  } catch {
    return text;
  }
}

/** So many digits may be more than a number holds exactly. */
const LONG_NUMBER = /\d{16}/;

/** A text, which stays, or a number. A text may end with the answer: what has no end is not looked for twice. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\[^]?)*(?:"|$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Ids of twenty digits must not lose their last ones. */
const withLongNumbersAsText = (json: string): string =>
  json.replace(TEXT_OR_NUMBER, (piece) =>
    /^-?\d{16,}$/.test(piece) && !Number.isSafeInteger(Number(piece)) ? `"${piece}"` : piece,
  );
