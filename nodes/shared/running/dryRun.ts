import type { IDataObject } from 'n8n-workflow';
import type { Message } from '../../../core/message/build';
import type { HttpRequest } from '../../../core/contract/vendor';

/** The request that would be sent, without what the credential adds and without the content of files. */
export function preview(message: Message): IDataObject {
  const opened = message.opening === undefined ? {} : { before: described(message.opening) };
  return { ...opened, ...described(message.request({})) };
}

function described({ multipart, ...request }: HttpRequest): IDataObject {
  if (multipart === undefined) return { ...request } as IDataObject;
  const parts = multipart.map((part): IDataObject => {
    if (!('file' in part)) return { ...part };
    const { fileName, mimeType, size } = part.file;
    return { name: part.name, file: { fileName, mimeType, size } };
  });
  return { ...request, multipart: parts } as IDataObject;
}
