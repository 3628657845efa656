import { createServer } from 'node:net';

/** Whether nothing listens on this port of loopback. */
export async function portIsFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null;
}

/**
 * The preferred port if nothing listens there, otherwise one that the system gives.
 * `taken` is the set of ports already promised to somebody else in this start.
 */
export async function freePort(preferred?: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  if (preferred !== undefined && !taken.has(preferred) && (await portIsFree(preferred))) return preferred;
  for (;;) {
    const given = await listenOnce(0);
    if (given !== null && !taken.has(given)) return given;
  }
}

/** Listens for a moment and says on which port, or null where that is not possible. */
function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const given = typeof address === 'object' && address ? address.port : null;
      server.close(() => resolve(given));
    });
  });
}
