import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { itemsOf, runNode } from '../test/support/engine';
import { STANDS, type Stand } from '../test/faults/rig/stands';

const MB = 1024 * 1024;

/**
 * What an answer costs that unpacks to far more than any vendor sends. Printed by `npm run bench hostileAnswer`.
 */
export async function hostileAnswer(): Promise<void> {
  const packed = gzipSync(Buffer.alloc(256 * MB));
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.on('error', () => undefined);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(packed);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [stand] = STANDS as [Stand];
  const send = async () =>
    await runNode({
      node: 'sendText',
      parameters: stand.parameters,
      items: itemsOf({ phone: '5511999999999', text: 'Hi' }),
      credential: stand.credential(baseUrl),
      onError: 'continueRegularOutput',
    });
  // The first one warms up.
  await send();
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 2);
  const ran = await send();
  clearInterval(sampling);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const details = ran.outputs[0]?.[0]?.json['details'] as { outcome: string };
  console.log(
    `${(packed.length / 1024).toFixed(0)} KB that unpack to 256 MB: outcome ${details.outcome}, extra memory ${((peak - before) / MB).toFixed(0)} MB`,
  );
}
