import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { N8nApi } from './api';
import { n8nEnvironment } from './environment';
import { inspectorParameters } from './inspector';
import { createOwner, passwordHash, type Owner } from './owner';
import { placePackage, placeSourceMaps } from './packageBuild';
import { hostFolder, hostNode, n8nCommand } from './places';
import { freePort } from './ports';
import { endProcess, startProcess } from './processes';
import { reachLoopbackDirectly } from './proxies';
import { words } from './words';

export interface N8nOptions {
  /** n8n keeps its data in `<userFolder>/.n8n`. */
  userFolder: string;
  /** The editor's port; a free one where none is given. */
  port?: number;
  /** Where the built package is (package.json and dist); the checkout where none is given, none with null. */
  packageFolder?: string | null;
  /** Must stay the same for one user folder: stored credentials are encrypted with it. */
  encryptionKey?: string;
  owner?: Owner;
  /** Additional variables, last word. */
  env?: NodeJS.ProcessEnv;
  /** Where a debugger may attach, on loopback; nowhere where none is given. */
  inspectorPort?: number | null;
  /** How long to wait until it answers, in milliseconds. */
  patience?: number;
}

/** An n8n that answers. */
export interface RunningN8n {
  url: string;
  owner: Owner;
  logFile: string;
  processId: number;
  /** n8n's REST interface, logged in as the owner. */
  api: N8nApi;
  /** What was not as usual in this start; null where all was. */
  note: string | null;
  /** Settles when n8n has ended, for whatever reason, with the sentence that says how. */
  ended: Promise<string>;
  /** Ends n8n and every process it started. */
  stop(): Promise<void>;
}

/**
 * Starts the pinned n8n on loopback and waits until it is ready. Needs `prepare()` to have run.
 *
 * A port that was free when it was chosen may be taken by another program before n8n listens there; n8n
 * then ends with code 1. It is therefore started once more, with newly chosen ports.
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
  const { userFolder, owner = createOwner(), encryptionKey = randomBytes(24).toString('hex') } = options;
  reachLoopbackDirectly();
  mkdirSync(userFolder, { recursive: true, mode: 0o700 });
  if (options.packageFolder !== null) placePackage(userFolder, options.packageFolder);
  if (options.packageFolder === undefined && options.inspectorPort) await placeSourceMaps(userFolder);
  try {
    return await startOnce({ ...options, owner, encryptionKey }, null);
  } catch (failure) {
    if (!(failure instanceof EndedTooSoon)) throw failure;
    const port = await freePort(options.port);
    return startOnce({ ...options, owner, encryptionKey, port }, words().startedAgain);
  }
}

/** n8n ended with code 1 before it answered. */
class EndedTooSoon extends Error {}

async function startOnce(
  options: N8nOptions & { owner: Owner; encryptionKey: string },
  note: string | null,
): Promise<RunningN8n> {
  const { userFolder, owner, encryptionKey, patience = 120_000 } = options;
  const port = options.port ?? (await freePort());
  const env = n8nEnvironment({
    userFolder,
    port,
    email: owner.email,
    passwordHash: passwordHash(owner.password),
    // Nobody types this one. n8n's usual port would be the choice of every n8n that starts at this moment.
    brokerPort: await freePort(undefined, new Set([port])),
    encryptionKey,
    compileCache: join(hostFolder, 'node_modules', '.cache', 'compiled'),
  });
  const logFile = join(userFolder, 'n8n.log');
  const child = launch(logFile, { ...env, ...options.env }, inspectorParameters(options.inspectorPort));
  const ended = waitForEnd(child);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => endProcess(child);
  const waiting = new AbortController();
  try {
    await Promise.race([
      ready(url, patience, waiting.signal),
      ended.then((how) => Promise.reject(new Error(how))),
    ]);
    const api = await N8nApi.logIn(url, owner);
    return { url, owner, logFile, processId: child.pid ?? 0, api, note, ended, stop };
  } catch (cause) {
    waiting.abort();
    const Failure = child.exitCode === 1 ? EndedTooSoon : Error;
    await stop();
    throw new Failure(`${cause instanceof Error ? cause.message : cause}\n${endOfLog(logFile)}`, { cause });
  }
}

/** The last lines n8n wrote, with the place where all of them are. */
export function endOfLog(logFile: string, lines = 25): string {
  const text = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd() : '';
  return `${words().endOfLog(logFile)}\n${text.split('\n').slice(-lines).join('\n')}`;
}

function launch(logFile: string, env: NodeJS.ProcessEnv, ofNode: string[]): ChildProcess {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.previous`);
  const log = openSync(logFile, 'w', 0o600);
  const parameters = [...ofNode, '--require', join(hostFolder, 'followParent.js'), n8nCommand, 'start'];
  const child = startProcess(hostNode, parameters, {
    cwd: hostFolder,
    env,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return child;
}

function waitForEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (cause) => resolve(words().notStarted(cause.message)));
    child.once('exit', (code, signal) => resolve(words().ended(signal ?? words().endCode(code))));
  });
}

/** Returns when n8n answers, or when the wait is over for another reason. */
async function ready(url: string, patience: number, over: AbortSignal): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && !over.aborted) {
    const answer = await fetch(`${url}/healthz/readiness`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  if (!over.aborted) throw new Error(words().noAnswer(Math.round(patience / 1000)));
}
