export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** What stands in a table under a name that somebody sent; "constructor" stands in none. */
export function ownValue<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A link that a vendor could fetch. */
export function isWebAddress(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}

/** The value of a bearer token, or undefined when the header is missing or has another form. */
export function bearerToken(headers: Record<string, string>): string | undefined {
  return /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1];
}

export type MediaKind = 'image' | 'video' | 'audio' | 'document';

const KIND_BY_EXTENSION: Readonly<Record<string, MediaKind>> = {
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  gif: 'image',
  webp: 'image',
  mp4: 'video',
  '3gp': 'video',
  mov: 'video',
  webm: 'video',
  mp3: 'audio',
  ogg: 'audio',
  oga: 'audio',
  opus: 'audio',
  m4a: 'audio',
  aac: 'audio',
  amr: 'audio',
  wav: 'audio',
};

/** What a vendor takes a link for when it is not told: by its ending, else a document. */
export function kindOfLink(address: string): MediaKind {
  const ending = /\.([a-z0-9]+)$/i.exec(new URL(address).pathname)?.[1] ?? '';
  return ownValue(KIND_BY_EXTENSION, ending.toLowerCase()) ?? 'document';
}

/** What a vendor takes an uploaded file for: by its MIME type, else a document. */
export function kindOfFile(mimeType: string): MediaKind {
  const family = mimeType.split('/')[0];
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}
