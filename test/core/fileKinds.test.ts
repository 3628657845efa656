import { kindOf } from '../../core/files/kinds';

const MB = 1024 * 1024;
const label = 'Media URL';

/** What the vendor's server does, as a vendor declares it. */
const SAYS_IT = {};
const BY_FILE = { kindByFile: {} };
const BY_TYPE = { kindByFile: { documentType: 'application/octet-stream' } };
const WHATSAPP = { shownByWhatsApp: 'typesAndSizes' } as const;
const WHATSAPP_BY_FILE = { ...WHATSAPP, ...BY_FILE };

type Server = Parameters<typeof kindOf>[3];

const kind = (asked: unknown, mimeType: string | undefined, server: Server, size = 1) =>
  kindOf(asked, { label, mimeType, size }, 'Acme', server);

describe('field B6: a media type that was chosen is kept or refused by name', () => {
  it.each<[string, string | undefined, Server, string, string?]>([
    ['image', 'image/jpeg', SAYS_IT, 'image'],
    ['document', 'image/jpeg', SAYS_IT, 'document'],
    ['document', 'image/jpeg', BY_TYPE, 'document', 'application/octet-stream'],
    ['document', 'audio/ogg; codecs=opus', BY_TYPE, 'document', 'application/octet-stream'],
    ['document', 'application/pdf', BY_FILE, 'document'],
    ['document', 'application/pdf', BY_TYPE, 'document'],
    ['document', 'application/octet-stream', BY_FILE, 'document'],
    ['audio', 'video/mp4', BY_TYPE, 'audio', 'audio/mp4'],
    ['video', 'audio/ogg; codecs=opus', BY_TYPE, 'video', 'video/ogg; codecs=opus'],
    ['audio', 'video/webm', SAYS_IT, 'audio', 'audio/webm'],
    ['image', undefined, SAYS_IT, 'image'],
    ['video', undefined, BY_FILE, 'video'],
    ['auto', 'image/webp', BY_TYPE, 'image'],
    ['auto', 'audio/wav', BY_TYPE, 'audio'],
  ])('%s of %s', (asked, mimeType, server, expected, type = mimeType ?? 'application/octet-stream') => {
    expect(kind(asked, mimeType, server)).toEqual({ kind: expected, mimeType: type });
  });

  it.each<[string, string, Server, string]>([
    [
      'document',
      'image/jpeg',
      BY_FILE,
      '"Media Type" is document, but Acme decides by the file and would send an image. Set "Media Type" to Automatic',
    ],
    [
      'image',
      'application/pdf',
      SAYS_IT,
      '"Media Type" is image, but the file is no image (application/pdf). Set "Media Type" to Automatic or Document',
    ],
    ['image', 'application/octet-stream', BY_TYPE, '"Media Type" is image, but the file is no image'],
    [
      'video',
      'image/png',
      BY_TYPE,
      '"Media Type" is video, but the file is no video (image/png). Set "Media Type" to Automatic or Image',
    ],
    ['audio', 'application/pdf', BY_FILE, '"Media Type" is audio, but the file is no audio'],
    ['video', 'audio/mpeg', SAYS_IT, '"Media Type" is video, but the file is no video'],
    ['audio', 'video/quicktime', SAYS_IT, '"Media Type" is audio, but the file is no audio'],
  ])('%s of %s is refused', (asked, mimeType, server, words) => {
    expect(() => kind(asked, mimeType, server)).toThrow(words);
  });

  it('and what is no media type is left to the sentence about it', () => {
    expect(kind('sticker', 'image/png', BY_FILE).kind).toBe('sticker');
    expect(() => kind('auto', undefined, SAYS_IT)).toThrow('"Media Type" is Automatic, but the link');
  });
});

describe('field D8: what WhatsApp takes and never shows', () => {
  it.each([
    ['image/heic', 1],
    ['image/webp', 1],
    ['image/gif', 1],
    ['image/svg+xml', 1],
    ['image/bmp', 1],
    ['image/tiff', 1],
    ['image/avif', 1],
    ['video/quicktime', 1],
    ['video/webm', 1],
    ['video/x-msvideo', 1],
    ['audio/wav', 1],
    ['audio/flac', 1],
    ['image/jpeg', 6 * MB],
    ['image/png', 5 * MB + 1],
    ['video/mp4', 17 * MB],
    ['audio/mpeg', 17 * MB],
  ])('%s of %i bytes goes as a document, or is refused with what is allowed', (mimeType, size) => {
    const top = mimeType.split('/')[0] as string;
    expect(kind('auto', mimeType, WHATSAPP, size)).toEqual({ kind: 'document', mimeType });
    expect(kind('document', mimeType, WHATSAPP, size)).toEqual({ kind: 'document', mimeType });
    expect(() => kind('auto', mimeType, WHATSAPP_BY_FILE, size)).toThrow(
      /through Acme may be: .* up to \d+ MB; convert it, or send a link to it as text\.$/,
    );
    expect(() => kind(top, mimeType, WHATSAPP, size)).toThrow(
      /may be: .* MB; convert it, or set "Media Type" to Document\.$/,
    );
    expect(kind('auto', mimeType, SAYS_IT, size)).toEqual({ kind: top, mimeType });
    expect(kind('auto', mimeType, BY_TYPE, size)).toEqual({ kind: top, mimeType });
  });

  it.each([
    ['image/jpeg', 5 * MB],
    ['image/png', 1],
    ['video/mp4', 16 * MB],
    ['video/3gpp', 1],
    ['audio/ogg; codecs=opus', 16 * MB],
    ['audio/aac', 1],
    ['audio/amr', 1],
    ['audio/mpeg', 1],
    ['audio/mp4', 1],
  ])('%s of %i bytes is shown', (mimeType, size) => {
    const top = mimeType.split('/')[0] as string;
    for (const asked of ['auto', top])
      expect(kind(asked, mimeType, WHATSAPP_BY_FILE, size)).toEqual({ kind: top, mimeType });
  });

  it("sizes are the vendor's where it documents its own", () => {
    const server = { kindByFile: {}, shownByWhatsApp: 'types' } as const;
    expect(kind('auto', 'image/png', server, 6 * MB).kind).toBe('image');
    expect(() => kind('auto', 'image/webp', server)).toThrow(
      'is image/webp, which WhatsApp takes but never shows',
    );
  });

  it('no document is larger than 100 MB', () => {
    expect(kind('auto', 'application/zip', WHATSAPP, 100 * MB).kind).toBe('document');
    for (const asked of ['auto', 'document'])
      for (const mimeType of ['application/zip', 'video/mp4'])
        expect(() => kind(asked, mimeType, WHATSAPP, 100 * MB + 1)).toThrow(
          'has 100.01 MB, too large for a document',
        );
  });
});
