import '../faults/rig/sourcesFirst';
import './quietLogs.js';
import { constants, createGzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { Readable, Writable } from 'node:stream';
import { makeCertificates } from '../faults/rig/certificates';
import { STANDS, type Stand } from '../faults/rig/stands';
import { runNode } from './engine';
import { HERE, resolving } from './resolving';
import { VendorAt } from './vendorAt';

/**
 * Fetches a file that unpacks to 314 MB, in a process of its own, and prints what came of it and by how much the
 * process grew. n8n keeps files in memory here, so without the check of what passes it grows by more than all of it.
 */

const UNPACKED = 314 * 1024 * 1024;
const PIECE = 1024 * 1024;

async function packedOf(size: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const zeros = Buffer.alloc(PIECE);
  await pipeline(
    Readable.from(
      (function* () {
        for (let left = size; left > 0; left -= PIECE) yield zeros;
      })(),
    ),
    createGzip({ level: constants.Z_BEST_COMPRESSION }),
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    }),
  );
  return Buffer.concat(chunks);
}

async function main(): Promise<void> {
  const certificates = await makeCertificates();
  const files = await VendorAt.start(certificates.otherHost);
  const lookUpAnew = resolving('other.example', () => HERE);
  const packed = await packedOf(UNPACKED);
  files.answer = ({ response }) =>
    void response
      .writeHead(200, {
        'content-encoding': 'gzip',
        'content-length': packed.length,
        'content-type': 'application/pdf',
      })
      .end(packed);
  const { credential } = STANDS.find(({ name }) => name === 'CleverChat') as Stand;
  const { type, data } = credential('http://127.0.0.1:9');
  const fetch = async (): Promise<string> => {
    const ran = await runNode({
      node: 'sendMedia',
      parameters: {
        vendor: 'cleverchat',
        to: '5511999999999',
        mediaType: 'auto',
        source: 'url',
        mediaUrl: `https://other.example:${files.port}/a.pdf`,
        options: { attempts: 1 },
      },
      items: [{ json: {} }],
      credential: { type, data: { ...data, allowedMediaHosts: 'other.example' }, id: 'packed' },
      onError: 'continueRegularOutput',
    });
    return String(ran.outputs[0]?.[0]?.json['error']);
  };
  // What is loaded and compiled once is not what is measured.
  for (let warming = 0; warming < 3; warming += 1) await fetch();
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 1);
  const words = await fetch();
  highest = Math.max(highest, process.memoryUsage().rss);
  clearInterval(watch);
  process.stdout.write(`${JSON.stringify({ words, packed: packed.length, grew: highest - before })}\n`);
  lookUpAnew();
  await files.close();
}

void main().then(() => process.exit(0));
