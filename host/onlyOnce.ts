import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { words } from './words';

/**
 * A start that wants the folder. All of it is in the name of an empty file, which the system makes in one
 * step: there is no half-written claim. The token is what a socket on the port says for as long as the
 * process lives, so that a process id or a port that somebody else got since proves nothing.
 */
interface Claim {
  processId: number;
  port: number;
  token: string;
  file: string;
}

interface OwnClaim extends Claim {
  /** From now on the folder is ours: whoever asks is told so. */
  keep(): void;
  withdraw(): void;
}

/** `silent`: the connection broke before a word was said, as where a process is just ending. */
type State = 'claiming' | 'running' | 'gone' | 'silent';

/** Milliseconds for which an answer is waited for. */
const patience = 4_000;

/**
 * Claims a data folder for this process: two n8ns on one database would spoil it.
 *
 * Everybody writes down a claim first and looks for others then, so that of two starts at one moment at
 * least one sees the other. Where both do, the one whose token comes first stays.
 *
 * @param dataFolder an existing folder; it may be named by different paths, as through a link
 * @returns what to say where another start uses the folder, or null where it is ours now
 * @throws what the system says where nothing can be written there
 */
export async function claimFolder(dataFolder: string): Promise<string | null> {
  const claims = join(dataFolder, 'running');
  mkdirSync(claims, { recursive: true });
  const own = await makeClaim(claims);
  try {
    const other = await winnerOver(own, claims);
    if (other) {
      own.withdraw();
      return words().alreadyRunning(other.processId);
    }
  } catch (failure) {
    own.withdraw();
    throw failure;
  }
  own.keep();
  if (held.length === 0) process.once('exit', () => held.forEach((each) => each.withdraw()));
  held.push(own);
  return null;
}

/** What this process has claimed: it is free again when the process ends. */
const held: OwnClaim[] = [];

/** The start before which this one has to give way, or null once there is none left. */
async function winnerOver(own: Claim, claims: string): Promise<Claim | null> {
  const silentSince = new Map<string, number>();
  for (;;) {
    const others = readClaims(claims).filter(({ token }) => token !== own.token);
    const states = await Promise.all(others.map(stateOf));
    let undecided = false;
    for (const [place, other] of others.entries()) {
      const state = states[place];
      if (state === 'gone') rmSync(other.file, { force: true });
      else if (state === 'running' || (state === 'claiming' && other.token < own.token)) return other;
      else if (state === 'silent' && isPast(silentSince, other.token)) return other;
      else undecided = true;
    }
    if (!undecided) return null;
    await pause(20);
  }
}

/** Whether this one has been silent for the whole patience. */
function isPast(silentSince: Map<string, number>, token: string): boolean {
  const began = silentSince.get(token) ?? performance.now();
  silentSince.set(token, began);
  return performance.now() - began >= patience;
}

/** The claims in a folder. Files of other names are none, and nobody's business here. */
function readClaims(folder: string): Claim[] {
  return readdirSync(folder).flatMap((name) => {
    const [, processId, port, token] = /^(\d+)-(\d+)-([0-9a-f]{32})$/.exec(name) ?? [];
    if (!token) return [];
    return [{ processId: Number(processId), port: Number(port), token, file: join(folder, name) }];
  });
}

async function makeClaim(folder: string): Promise<OwnClaim> {
  const token = randomBytes(16).toString('hex');
  let state: State = 'claiming';
  const server = await answerWith(() => `${token} ${state}`);
  const { port } = server.address() as AddressInfo;
  const file = join(folder, `${process.pid}-${port}-${token}`);
  const withdraw = () => {
    rmSync(file, { force: true });
    server.close();
  };
  const keep = () => {
    state = 'running';
  };
  try {
    closeSync(openSync(file, 'wx'));
  } catch (failure) {
    server.close();
    throw failure;
  }
  return { processId: process.pid, port, token, file, keep, withdraw };
}

/** Asks the socket of a claim. */
function stateOf({ port, token, processId }: Claim): Promise<State> {
  return new Promise((resolve) => {
    let text = '';
    let refused = false;
    const socket = connect(port, '127.0.0.1');
    // A process that was put to sleep (Ctrl-Z), or has much to do, still has the folder.
    socket.setTimeout(patience, () => {
      resolve(isAlive(processId) ? 'running' : 'gone');
      socket.destroy();
    });
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => (refused = code === 'ECONNREFUSED'));
    socket.on('close', () => {
      if (text === `${token} claiming`) resolve('claiming');
      else if (text === `${token} running`) resolve('running');
      else resolve(text || refused || !isAlive(processId) ? 'gone' : 'silent');
    });
  });
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (refusal) {
    return (refusal as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's
  }
}

function answerWith(text: () => string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => {}).end(text())).unref();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
