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
  // What n8n's helper unpacks loses this header. Some servers name a character set in it.
  const packed = (headers['content-encoding'] ?? '') !== '';
  return parsed(new TextDecoder('utf-8', { fatal: packed }).decode(Buffer.concat(chunks)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
