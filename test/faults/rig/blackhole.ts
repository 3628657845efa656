import net, { type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** A port that takes no connection and refuses none: its queue is full and nobody empties it. */
export interface Blackhole {
  port: number;
  close(): Promise<void>;
}

/** Listens and then stands still, so that the kernel's queue of connections is never served. */
const LISTENER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50);
  });
`;

export async function openBlackhole(): Promise<Blackhole> {
  const worker = new Worker(LISTENER, { eval: true });
  const port = await new Promise<number>((listening) => worker.once('message', listening));
  await new Promise((stands) => setTimeout(stands, 150));
  const fillers: Socket[] = Array.from({ length: 6 }, () => net.connect({ port, host: '127.0.0.1' }));
  for (const filler of fillers) filler.on('error', () => undefined);
  await new Promise((filled) => setTimeout(filled, 100));
  return {
    port,
    async close() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
