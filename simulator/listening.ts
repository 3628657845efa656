import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Application } from 'express';
import { ownPagesOnly } from './guard';

export interface Listening {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves an application on loopback, to this computer's own programs and pages.
 *
 * @param port 0 for a free one
 * @param insist when false, a port that is taken is replaced by a free one
 */
export async function listen(
  application: Application,
  host: string,
  port: number,
  insist: boolean,
): Promise<Listening> {
  const guarded = express().disable('x-powered-by').disable('etag').use(ownPagesOnly(host), application);
  const server = createServer(guarded);
  try {
    await bind(server, host, port);
  } catch (error) {
    if (insist || port === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await bind(server, host, 0);
  }
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
