import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STANDS } from '../test/faults/rig/stands';
import { runNode } from '../test/support/engine';

/**
 * What an item costs in the node: the real engine, a vendor on loopback that answers at once, pacing off.
 * Printed by `npm run bench throughput`.
 */
export async function throughput(): Promise<void> {
  const stand = STANDS.find(({ taken }) => taken === 'sent');
  if (stand === undefined) throw new Error('No vendor says that it has sent.');
  const { status, body } = stand.yes;
  const answer = JSON.stringify(body);
  const server = createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(status ?? 200, { 'content-type': 'application/json' }).end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credential = stand.credential(baseUrl);
  const run = async (count: number, parallelRequests: number): Promise<void> => {
    const items = Array.from({ length: count }, (_, index) => ({
      json: { phone: `55119${80_000_000 + index}`, name: 'Ana' },
    }));
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    const cpu = process.cpuUsage();
    const started = performance.now();
    const ran = await runNode({
      node: 'sendText',
      parameters: {
        ...stand.parameters,
        text: '=Hi {{ $json.name }}',
        options: { parallelRequests },
      },
      items,
      credential,
      onError: 'continueRegularOutput',
    });
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    global.gc?.();
    const kept = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
    const sent = ran.outputs[0]?.filter(({ json }) => json['outcome'] === 'sent').length;
    if (sent !== count) throw new Error(`Only ${sent} of ${count} were sent.`);
    console.log(
      `${String(count).padStart(6)} items, ${parallelRequests === 0 ? 'as dragged in' : '1 in parallel'}: ${(count / seconds).toFixed(0).padStart(5)} items/s, ` +
        `${((user + system) / 1000 / count).toFixed(2)} ms CPU an item (the vendor's included), ` +
        `${kept.toFixed(1)} MB kept with its items`,
    );
  };
  await run(200, 1);
  await run(1_000, 1);
  for (const count of [1_000, 10_000, 20_000, 50_000]) await run(count, 0);
  await new Promise((resolve) => server.close(resolve));
}
