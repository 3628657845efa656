import type { AddressInfo, Server } from 'node:net';

/** The ports of this process's servers that were listened on before. */
const used = new Set<number>();

const MOST_TRIES = 20;

/**
 * Lets a server of a test listen on a free port of this machine that no server of this process had before. The system
 * gives a port out again soon after it was closed, and an account is known by its vendor's address: on the same port
 * the pause of one test would stop the next.
 *
 * @returns the port
 */
export async function listenOnFreshPort(server: Server): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    // There are some 28,000 to be had.
    if (!used.has(port) || tries >= MOST_TRIES) {
      used.add(port);
      return port;
    }
    await new Promise((closed) => server.close(closed));
  }
}
