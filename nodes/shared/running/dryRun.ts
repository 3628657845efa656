import type { IDataObject } from 'n8n-workflow';
import type { Message } from '../../../core/message/build';
import { isBase64File, type Base64File, type HttpRequest } from '../../../core/contract/http';
import { withoutSecrets } from '../../../core/contract/secretPlaces';
import type { FileContent } from '../../../core/contract/media';

/** The request that would be sent, without what the credential adds and without the content of files. */
export function requestOf(message: Message): IDataObject {
  const before = message.before === undefined ? {} : { before: described(message.before) };
  return readable({ ...before, ...described(message.request({})) }) as IDataObject;
}

/** With a word in the place of each secret that the credential puts in. */
function readable(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(readable);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, readable(each)]));
}

function described({ body, ...request }: HttpRequest): IDataObject {
  switch (body?.kind) {
    case undefined:
      return { ...request };
    case 'json':
      return { ...request, json: withoutContent(body.json) as IDataObject };
    case 'jsonText':
      return { ...request, json: readText(body.pieces) };
    case 'form':
      return { ...request, form: { ...body.fields } };
    case 'multipart':
      return {
        ...request,
        multipart: body.parts.map(
          (part): IDataObject => ('file' in part ? { name: part.name, file: about(part.file) } : { ...part }),
        ),
      };
  }
}

/** A JSON text as its value, with a word about each file in place of its text. */
function readText(pieces: ReadonlyArray<string | Base64File>): IDataObject {
  const text = pieces
    .map((piece) =>
      typeof piece === 'string' ? piece : `(${JSON.stringify(piece.base64.fileName).slice(1, -1)})`,
    )
    .join('');
  return JSON.parse(text) as IDataObject;
}

const about = ({ fileName, mimeType, size }: FileContent): IDataObject => ({ fileName, mimeType, size });

/** JSON with a word about each file in place of its text. */
function withoutContent(value: unknown): unknown {
  if (isBase64File(value)) return { file: about(value.base64) };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutContent);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutContent(each)]));
}
