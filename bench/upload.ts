import '../test/faults/rig/sourcesFirst';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryStore } from '../test/support/binaryStore';
import { runNode } from '../test/support/engine';
import { recordedExchange } from '../test/support/recordedExchanges';
import { benchCredential, standThat } from './account';

/**
 * How much memory an upload takes: the real node in n8n's engine, the file in n8n's store on disk, the vendor
 * in a process of its own. Printed by `npm run bench upload`; its row of 100 MB is the case H08.
 */

const MB = 1024 * 1024;

/** A vendor that takes a file in one request. */
const stand = standThat('takes a file in one request', ({ vendor, generation, samples }) => {
  const upload = vendor.generations[generation]?.operations.sendMediaByUpload;
  return samples.sendMediaByUpload !== undefined && upload !== undefined && upload.before === undefined;
});

/** What the vendor's process reports: how much arrived, and what the request announced. */
interface Arrived {
  bytes: number;
  announced: number;
}

/** Takes uploads and counts them; runs in its own process so that its memory is not counted. */
function serve(): void {
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => {
      process.send?.({ bytes, announced: Number(request.headers['content-length']) } satisfies Arrived);
      const { status, body } = recordedExchange(stand.vendor.id, stand.samples.sendMediaByUpload ?? '')
        .exchange.response;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
  process.on('disconnect', () => process.exit(0));
}

async function fileOf(megabytes: number, folder: string): Promise<string> {
  const path = join(folder, `${megabytes}.bin`);
  const stream = createWriteStream(path);
  const chunk = Buffer.alloc(MB, 'mensageiro');
  for (let written = 0; written < megabytes; written += 1)
    if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
  return path;
}

async function measure(megabytes: number, origin: string, vendor: ChildProcess, store: BinaryStore) {
  const folder = mkdtempSync(join(tmpdir(), 'mensageiro-upload-'));
  const { createReadStream } = await import('node:fs');
  const stored = await store.keep(
    createReadStream(await fileOf(megabytes, folder)),
    'file.bin',
    'application/zip',
  );
  rmSync(folder, { recursive: true });
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
  const arrival = once(vendor, 'message') as Promise<[Arrived]>;
  const ran = await runNode({
    node: 'sendMedia',
    parameters: { vendor: stand.vendor.id, to: '5511999999999', mediaType: 'auto', source: 'binary' },
    items: [{ json: {}, binary: { data: stored } }],
    credential: benchCredential(stand, origin),
  });
  clearInterval(sampling);
  if (ran.error !== undefined) throw new Error(ran.error.message);
  const [{ bytes, announced }] = await arrival;
  const extra = (peak - before) / MB;
  console.log(
    `${String(megabytes).padStart(6)} MB  extra memory ${extra.toFixed(0).padStart(4)} MB (${((100 * extra) / megabytes).toFixed(0)} % of the file)  ` +
      `content-length ${bytes === announced ? 'exact' : `WRONG: ${announced} for ${bytes}`}`,
  );
}

export async function upload(): Promise<void> {
  const vendor = fork(__filename, ['serve'], { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await once(vendor, 'message')) as [{ port: number }];
  const store = new BinaryStore();
  try {
    await store.open();
    // The first one warms up: code that is loaded only once is not the file's cost.
    for (const megabytes of [1, 16, 100, 200])
      await measure(megabytes, `http://127.0.0.1:${port}`, vendor, store);
  } finally {
    store.close();
    vendor.disconnect();
  }
}

if (process.argv[2] === 'serve') serve();
