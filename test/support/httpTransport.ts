import type { Body, HttpResponse, Part, Transport } from '../../core/contract/http';
import { recordRequest } from '../../recordings/exchange';

/** What a credential adds to a request. */
export interface Signature {
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

/** Real HTTP by Node's own client: signed as told, no redirect followed. */
export function httpTransport(signature: Signature): Transport {
  return async (request): Promise<HttpResponse> => {
    const url = new URL(request.url);
    url.search = new URLSearchParams({ ...request.query, ...signature.query }).toString();
    const response = await fetch(url, {
      method: request.method,
      headers: {
        ...unsigned(request.headers, signature),
        ...((request.body?.kind === 'json' || request.body?.kind === 'jsonText') && {
          'content-type': 'application/json',
        }),
        ...signature.headers,
      },
      redirect: 'manual',
      ...(await bodyOf(request.body)),
    });
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) };
  };
}

/** What the signature brings stands in the place of what the request has under the same name. */
const unsigned = (headers: Record<string, string> = {}, { headers: own = {} }: Signature) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !Object.hasOwn(own, name.toLowerCase())));

async function bodyOf(body: Body | undefined): Promise<{ body?: string | FormData | URLSearchParams }> {
  switch (body?.kind) {
    case undefined:
      return {};
    case 'json':
    case 'jsonText':
      return { body: JSON.stringify((await recordRequest({ method: 'POST', url: '', body })).json) };
    case 'form':
      return { body: new URLSearchParams(body.fields) };
    case 'multipart':
      return { body: await formOf(body.parts) };
  }
}

async function formOf(parts: readonly Part[]): Promise<FormData> {
  const form = new FormData();
  for (const part of parts) {
    if (!('file' in part)) {
      form.append(part.name, part.value);
      continue;
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.file.stream()) chunks.push(chunk);
    form.append(part.name, new Blob(chunks, { type: part.file.mimeType }), part.file.fileName);
  }
  return form;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
