import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/**
 * Claims a data folder for this process: two n8ns on one database would spoil it. The claim is a
 * socket that answers, not a process id: after a crash nobody answers, whoever got the id since.
 *
 * @returns what to say where another start still uses the folder, or null where it is ours now
 */
export async function claimFolder(dataFolder: string): Promise<string | null> {
  const file = join(dataFolder, 'running.json');
  const other = readClaim(file);
  if (other && (await answers(other.port, dataFolder))) {
    return `npm start is already running in this checkout (process ${other.processId}). Stop that one with Ctrl-C first.`;
  }
  const port = await answerWith(dataFolder);
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, JSON.stringify({ processId: process.pid, port }));
  process.once('exit', () => rmSync(file, { force: true }));
  return null;
}

function readClaim(file: string): { processId: number; port: number } | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { processId: number; port: number };
  } catch {
    return null; // A crash in the middle of writing: nobody can be running.
  }
}

function answers(port: number, expected: string): Promise<boolean> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', () => {});
    socket.on('close', () => resolve(text === expected));
  });
}

function answerWith(text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => {}).end(text)).unref();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
