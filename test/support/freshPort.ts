import type { AddressInfo, Server } from 'node:net';

/** The ports of this process's servers that were listened on before. */
const used = new Set<number>();

/**
 * Lets a server of a test listen on a free port of this machine that no server of this process had before. The system
 * gives a port out again soon after it was closed, and an account is known by its vendor's address: on the same port
 * the pause of one test would stop the next.
 *
 * @returns the port
 */
export async function listenOnFreshPort(server: Server): Promise<number> {
  for (;;) {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    if (!used.has(port)) {
      used.add(port);
      return port;
    }
    await new Promise((closed) => server.close(closed));
  }
}
