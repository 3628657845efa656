import type { RequestHandler } from 'express';

/** Names that lead to this computer whatever a name server says. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** The name in a `Host` header, without its port. */
const nameIn = (host: string): string => host.replace(/:\d{1,5}$/, '').toLowerCase();

/**
 * Keeps pages of other sites out, which run in the browser on this computer. A site can lead its own name to
 * 127.0.0.1 and would then read what is shown here: only names that are ours are answered. And a page may send
 * a form anywhere: what comes from a page of another origin is not taken.
 *
 * @param listening the address that the server listens on, which is one of our names too
 */
export function ownPagesOnly(listening: string): RequestHandler {
  const names = new Set([...OWN_NAMES, listening.includes(':') ? `[${listening}]` : listening]);
  return ({ headers, method }, response, next) => {
    const { host = '', origin } = headers;
    const isOwn = names.has(nameIn(host)) && (origin === undefined || origin === `http://${host}`);
    // A link from another site shows the page; it can neither read it nor press its buttons.
    const isForeign = headers['sec-fetch-site'] === 'cross-site' && method !== 'GET';
    if (isOwn && !isForeign) next();
    else response.status(403).type('text/plain').send('Only this computer and its own pages are answered');
  };
}
