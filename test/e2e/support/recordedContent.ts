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
