import type { HttpRequest, HttpResponse, Transport } from '../../core/contract/vendor';

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
      headers: { ...(request.json && { 'content-type': 'application/json' }), ...signature.headers },
      redirect: 'manual',
      ...(await bodyOf(request)),
    });
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) };
  };
}

async function bodyOf({ json, multipart }: HttpRequest): Promise<{ body?: string | FormData }> {
  if (json !== undefined) return { body: JSON.stringify(json) };
  if (multipart === undefined) return {};
  const form = new FormData();
  for (const part of multipart) {
    if (!('file' in part)) {
      form.append(part.name, part.value);
      continue;
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.file.stream()) chunks.push(chunk);
    form.append(part.name, new Blob(chunks, { type: part.file.mimeType }), part.file.fileName);
  }
  return { body: form };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
