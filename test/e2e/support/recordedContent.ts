import type { Exchange } from '../../../recordings/exchange';
import { vendors } from '../../../vendors';

/** The first bytes of a real file of each kind: a node refuses a file that is not what it says. */
const beginnings: Record<string, string> = {
  'application/pdf': '%PDF-1.4\n',
  'audio/mpeg': 'ID3\x04',
  'audio/ogg': 'OggS\x00\x02',
  'image/jpeg': '\xFF\xD8\xFF\xE0',
  'image/png': '\x89PNG\r\n\x1A\n',
  'video/mp4': '\x00\x00\x00\x20ftypisom',
};

/** The bytes of a recorded file. A recording holds text; a picture or a film also needs its beginning. */
export function recordedContent({ mimeType, text }: { mimeType: string; text: string }): Buffer {
  return Buffer.concat([Buffer.from(beginnings[mimeType] ?? '', 'latin1'), Buffer.from(text, 'utf8')]);
}

/** The recorded JSON as it is sent; a file inside it has the beginning of a real one, too. */
export function recordedJson({ request, input }: Pick<Exchange, 'request' | 'input'>): string {
  const { file } = input as { file?: { text: string; mimeType: string } };
  const text = JSON.stringify(request.json);
  if (file === undefined) return text;
  return text.replace(Buffer.from(file.text).toString('base64'), recordedContent(file).toString('base64'));
}

/** The word that a vendor carries to its statuses is another one in each execution. */
const CARRIED = new RegExp(
  `,"(?:${vendors
    .flatMap(({ generations }) =>
      Object.values(generations).flatMap(({ operations }) => Object.values(operations)),
    )
    .flatMap((operation) => operation?.carries ?? [])
    .join('|')})":"[\\w-]{16}"(?=\\}$)`,
);

/** A body of JSON as it arrived, but for that word. */
export function withoutCarriedWord(body: Buffer): string {
  return body.toString('utf8').replace(CARRIED, '');
}
