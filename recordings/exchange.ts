import { z } from 'zod/v4';
import { OPERATION_NAMES, type OperationName } from '../core/contract/operations';
import type { FileContent } from '../core/contract/media';
import { withoutSecrets } from '../core/contract/secretPlaces';
import { isBase64File, type Base64File, type HttpRequest, type Part } from '../core/contract/http';

/**
 * A recorded exchange: one request and its answer, as a vendor's document shows them. It is the contract
 * test, the simulator's yardstick and the vendor's documentation in one. None of them was recorded at a
 * live vendor so far, some came out so at the public software of a server; `provenance` says where each comes from.
 */

/**
 * - `real server`: `npm run test:real` saw it at a server of the revision that stands beside
 * - `documented`: the vendor's own document shows it
 * - `alternative-doc`: another version of that document shows it
 * - `server-code`: read in public server code of the product family
 * - `inferred`: no document says so
 */
export const PROVENANCES = [
  'real server',
  'documented',
  'alternative-doc',
  'server-code',
  'inferred',
] as const;

export type Provenance = (typeof PROVENANCES)[number];

const values = z.record(z.string(), z.unknown());

/** A file of a recording, its content as text. */
const recordedFile = z.strictObject({ fileName: z.string(), mimeType: z.string(), text: z.string() });

const recordedRequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH']),
  url: z.string(),
  query: z.record(z.string(), z.string()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  json: values.optional(),
  form: z.record(z.string(), z.string()).optional(),
  multipart: z
    .array(
      z.union([
        z.strictObject({ name: z.string(), value: z.string() }),
        z.strictObject({ name: z.string(), file: recordedFile }),
      ]),
    )
    .optional(),
});

const recordedResponse = z.strictObject({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown(),
});

const exchange = z.strictObject({
  title: z.string().min(1),
  provenance: z.enum(PROVENANCES),
  /** Which document, and which part of it. */
  source: z.string().min(1),
  /** Of the server's software, where a real server answered. */
  revision: z.string().min(1).optional(),
  operation: z.enum(OPERATION_NAMES as [OperationName, ...OperationName[]]),
  /** The credential's fields, without its secrets. */
  config: values,
  /** As `buildMessage` takes it; a `file` is a recorded file. */
  input: values,
  /** The harmless request before the message, where the operation has one. */
  before: z.strictObject({ request: recordedRequest, response: recordedResponse }).optional(),
  request: recordedRequest,
  response: recordedResponse,
  receipt: z
    .strictObject({
      outcome: z.enum(['sent', 'accepted']),
      messageId: z.string().nullable(),
      status: z.string().nullable(),
    })
    .optional(),
  error: z
    .strictObject({
      outcome: z.enum(['rejected', 'notSent', 'unknown']),
      vendorCode: z.string().nullable(),
      /** Words of the vendor that the sentence must hold. */
      says: z.string().optional(),
    })
    .optional(),
});

export const exchangeSchema = exchange.refine(
  ({ provenance, revision }) => (provenance === 'real server') === (revision !== undefined),
  { error: 'A revision belongs to what a real server answered, and to nothing else.' },
);

export type Exchange = z.output<typeof exchangeSchema>;

/** The input of an exchange with its file made readable. */
export function inputOf({ input }: Exchange): Record<string, unknown> {
  const file = recordedFile.safeParse(input['file']);
  return file.success ? { ...input, file: fileOf(file.data) } : { ...input };
}

const fileOf = ({ text, ...file }: z.output<typeof recordedFile>): FileContent =>
  fileWith(file, Buffer.from(text, 'utf8'));

/** A file whose content is at hand. */
export function fileWith(
  about: Pick<FileContent, 'fileName' | 'mimeType'>,
  content: Uint8Array,
): FileContent {
  return {
    ...about,
    size: content.length,
    async *stream() {
      yield content;
    },
  };
}

/** A request in the form of a recording, so that the two can be compared; a word stands in the place of a secret. */
export async function recordRequest(request: HttpRequest): Promise<Exchange['request']> {
  return readable(await recorded(request)) as Exchange['request'];
}

function readable(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(readable);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, readable(each)]));
}

async function recorded({ body, ...rest }: HttpRequest): Promise<Exchange['request']> {
  switch (body?.kind) {
    case undefined:
      return rest;
    case 'json':
      return { ...rest, json: (await recordJson(body.json)) as Record<string, unknown> };
    case 'jsonText':
      return { ...rest, json: JSON.parse(await writtenOf(body.pieces)) as Record<string, unknown> };
    case 'form':
      return { ...rest, form: { ...body.fields } };
    case 'multipart':
      return { ...rest, multipart: await Promise.all(body.parts.map(recordPart)) };
  }
}

/** A JSON text as it goes out. */
async function writtenOf(pieces: ReadonlyArray<string | Base64File>): Promise<string> {
  const written = pieces.map(async (piece) =>
    typeof piece === 'string' ? piece : (await contentOf(piece.base64)).toString('base64'),
  );
  return (await Promise.all(written)).join('');
}

const recordPart = async (part: Part) =>
  'file' in part ? { name: part.name, file: await recordFile(part.file) } : part;

async function recordFile({ fileName, mimeType, stream }: FileContent) {
  return { fileName, mimeType, text: (await contentOf({ stream })).toString('utf8') };
}

async function contentOf({ stream }: Pick<FileContent, 'stream'>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** JSON as it goes out: a file in it is its base64 text. */
async function recordJson(value: unknown): Promise<unknown> {
  if (isBase64File(value)) return (await contentOf(value.base64)).toString('base64');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return await Promise.all(value.map(recordJson));
  const entries = Object.entries(value).map(async ([key, each]) => [key, await recordJson(each)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
