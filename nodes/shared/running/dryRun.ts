import type { IDataObject } from 'n8n-workflow';
import type { Message } from '../../../core/message/build';
import { isBase64File, type HttpRequest } from '../../../core/contract/http';
import type { FileContent } from '../../../core/contract/media';

/** The request that would be sent, without what the credential adds and without the content of files. */
export function requestOf(message: Message): IDataObject {
  const before = message.before === undefined ? {} : { before: described(message.before) };
  return { ...before, ...described(message.request({})) };
}

function described({ body, ...request }: HttpRequest): IDataObject {
  switch (body?.kind) {
    case undefined:
      return { ...request };
    case 'json':
      return { ...request, json: withoutContent(body.json) as IDataObject };
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

const about = ({ fileName, mimeType, size }: FileContent): IDataObject => ({ fileName, mimeType, size });

/** JSON with a word about each file in place of its text. */
function withoutContent(value: unknown): unknown {
  if (isBase64File(value)) return { file: about(value.base64) };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutContent);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutContent(each)]));
}
