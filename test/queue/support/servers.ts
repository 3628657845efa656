import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { n8nCommand } from '../../../host/places';
import { freePort } from '../../../host/ports';
import { endProcess, startProcess } from '../../../host/processes';
import { given, userOfPostgres, type Programs } from './programs';

/** A server that can be taken away and brought back at the same address. */
export interface Server {
  host: string;
  port: number;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, with what it had stored. */
  start(): Promise<void>;
  /** Ends it for good and removes what it stored. */
  remove(): Promise<void>;
}

/** Redis on a free port; it keeps nothing when it is killed. */
export async function startRedis({ redisServer }: Programs): Promise<Server> {
  if (given.redis !== undefined) return elsewhere(given.redis);
  const folder = mkdtempSync(join(tmpdir(), 'mensageiro-redis-'));
  const port = await freePort();
  const parameters = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  return await serverOf(port, folder, () =>
    launch(redisServer, [...parameters, '--save', '', '--appendonly', 'no'], folder),
  );
}

/** PostgreSQL on a free port, with an empty database "postgres" of the user "postgres". */
export async function startPostgres({ initdb, postgres }: Programs): Promise<Server> {
  if (given.postgres !== undefined) return elsewhere(new URL(given.postgres).host);
  const folder = mkdtempSync(join(tmpdir(), 'mensageiro-postgres-'));
  const user = userOfPostgres();
  const data = join(folder, 'data');
  mkdirSync(data);
  if (user !== undefined) for (const each of [folder, data]) chownSync(each, user.uid, user.gid);
  const locale = ['--auth=trust', '--encoding=UTF8', '--locale=C', '--username=postgres'];
  const made = spawnSync(initdb, ['--pgdata', data, ...locale, '--no-sync'], { ...user, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb ended with ${made.status}: ${made.stderr}`);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'max_connections=100'];
  const parameters = ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])];
  return await serverOf(port, folder, () => launch(postgres, parameters, folder, user), 'SIGQUIT');
}

function launch(
  program: string,
  parameters: string[],
  folder: string,
  user?: { uid: number; gid: number },
): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  const child = startProcess(program, parameters, { cwd: folder, stdio: ['ignore', log, log], ...user });
  closeSync(log);
  // Where the tests end before they have ended it.
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

async function serverOf(
  port: number,
  folder: string,
  begin: () => ChildProcess,
  crash: NodeJS.Signals = 'SIGKILL',
): Promise<Server> {
  let child: ChildProcess | undefined;
  const server: Server = {
    host: '127.0.0.1',
    port,
    async start() {
      child = begin();
      await listens(port, child);
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(crash);
      await gone;
    },
    async remove() {
      await server.kill();
      if (child !== undefined) await endProcess(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** A server of somebody else's stays as it is. */
function elsewhere(address: string): Server {
  const [host = '127.0.0.1', port] = address.split(':');
  const nothing = async () => undefined;
  return { host, port: Number(port), kill: nothing, start: nothing, remove: nothing };
}

async function listens(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server for port ${port} ended by itself.`);
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isThere) return;
    await pause(50);
  }
  throw new Error(`Nothing listens on port ${port}.`);
}

interface Client {
  connect(): Promise<void>;
  query(text: string, values?: unknown[]): Promise<{ rows: { size: string }[] }>;
  end(): Promise<void>;
}

/**
 * Adds rows as the nodes keep them, with keys that nobody asks for.
 *
 * @returns how large the table is then, in megabytes
 */
export async function fillTable({ host, port }: Server, workflowId: string, count: number): Promise<number> {
  const { Client } = createRequire(n8nCommand)('pg') as { Client: new (options: object) => Client };
  const client = new Client({ host, port, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    const value = JSON.stringify({
      mode: 'x'.repeat(16),
      data: ['AAAAAAAAAAAAAAAAAAAAAA==', 'AAAAAAAAAAAAAAAAAAAAAA=='],
    });
    await client.query(
      `INSERT INTO processed_data ("context", "workflowId", "createdAt", "updatedAt", "value")
       SELECT 'n:mensageiro.' || substr(md5(i::text), 1, 11), $1, now(), now(), $2
       FROM generate_series(1, $3::int) AS i ON CONFLICT DO NOTHING`,
      [workflowId, value, count],
    );
    await client.query('ANALYZE processed_data');
    const sized = await client.query("SELECT pg_total_relation_size('processed_data') AS size");
    return Math.round(Number(sized.rows[0]?.size) / 1_000_000);
  } finally {
    await client.end();
  }
}
