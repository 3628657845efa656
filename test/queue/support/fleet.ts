import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { N8nApi } from '../../../host/api';
import { n8nEnvironment } from '../../../host/environment';
import { endOfLog } from '../../../host/n8n';
import { createOwner, passwordHash } from '../../../host/owner';
import { placePackage } from '../../../host/packageBuild';
import { hostFolder, hostNode, n8nCommand } from '../../../host/places';
import { freePort } from '../../../host/ports';
import { endProcess, startProcess } from '../../../host/processes';
import { reachLoopbackDirectly } from '../../../host/proxies';
import { given } from './programs';
import type { Server } from './servers';

/** One n8n on several processes: what Docker Compose or Kubernetes starts, each in its own folder. */

const ROLES = ['main', 'webhook', 'worker 1', 'worker 2'] as const;

export type Role = (typeof ROLES)[number];

interface Member {
  child: ChildProcess;
  url: string;
  logFile: string;
}

export class Fleet {
  private readonly folder = mkdtempSync(join(tmpdir(), 'mensageiro-queue-'));
  private readonly owner = createOwner();
  private readonly members = new Map<Role, Member>();
  private readonly ports = new Map<Role, number>();
  private known: N8nApi | undefined;

  constructor(
    private readonly redis: Server,
    private readonly postgres: Server,
  ) {
    reachLoopbackDirectly();
  }

  /** n8n's REST interface, logged in. */
  get api(): N8nApi {
    if (this.known === undefined) throw new Error('The fleet has not started.');
    return this.known;
  }

  urlOf(role: Role): string {
    return this.members.get(role)?.url ?? '';
  }

  /** The main process first: it makes the tables. */
  async start(...roles: readonly Role[]): Promise<void> {
    const wanted = roles.length === 0 ? ROLES : roles;
    if (wanted.includes('main')) await this.launch('main');
    await Promise.all(wanted.filter((role) => role !== 'main').map(async (role) => await this.launch(role)));
    this.known = await N8nApi.logIn(this.urlOf('main'), this.owner);
  }

  /** Ends processes as a power cut does: all at one instant. */
  async kill(...roles: readonly Role[]): Promise<void> {
    const wanted = (roles.length === 0 ? ROLES : roles).filter((role) => this.members.has(role));
    const killed = wanted.map((role) => (this.members.get(role) as Member).child);
    for (const child of killed) child.kill('SIGKILL');
    // What a process started, its task runner, ends with it.
    await Promise.all(killed.map(async (child) => await endProcess(child)));
    for (const role of wanted) this.members.delete(role);
  }

  /** Starts what has ended by itself, as `restart: always` does, and waits until all are ready. */
  async revive(): Promise<void> {
    for (const role of ROLES) {
      const child = this.members.get(role)?.child;
      if (child !== undefined && child.exitCode === null && child.signalCode === null) await this.ready(role);
      else await this.launch(role);
    }
    this.known = await N8nApi.logIn(this.urlOf('main'), this.owner);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(role: Role): Promise<void> {
    const userFolder = join(this.folder, role.replace(' ', '-'));
    mkdirSync(userFolder, { recursive: true });
    placePackage(userFolder, process.env.QUEUE_TEST_PACKAGE);
    const port = this.ports.get(role) ?? (await freePort());
    this.ports.set(role, port);
    const env = {
      ...n8nEnvironment({
        userFolder,
        port,
        brokerPort: await freePort(),
        encryptionKey: 'mensageiro-queue-tests',
        email: this.owner.email,
        passwordHash: passwordHash(this.owner.password),
        compileCache: join(hostFolder, 'node_modules', '.cache', 'compiled'),
      }),
      EXECUTIONS_MODE: 'queue',
      QUEUE_BULL_REDIS_HOST: this.redis.host,
      QUEUE_BULL_REDIS_PORT: String(this.redis.port),
      QUEUE_HEALTH_CHECK_ACTIVE: 'true',
      QUEUE_HEALTH_CHECK_PORT: String(port),
      ...databaseAt(this.postgres),
    };
    const command = role === 'main' ? 'start' : (role.split(' ')[0] as string);
    // One job at a time, so that two executions are in two workers.
    const more = command === 'worker' ? ['--concurrency=1'] : [];
    const logFile = join(userFolder, 'n8n.log');
    const log = openSync(logFile, 'a', 0o600);
    const parameters = ['--require', join(hostFolder, 'followParent.js'), n8nCommand, command, ...more];
    const child = startProcess(hostNode, parameters, {
      cwd: hostFolder,
      env,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    const url = `http://127.0.0.1:${port}`;
    this.members.set(role, { child, url, logFile });
    await this.ready(role);
  }

  private async ready(role: Role): Promise<void> {
    const { child, url, logFile } = this.members.get(role) as Member;
    const deadline = Date.now() + 180_000;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`The ${role} process ended.\n${endOfLog(logFile)}`);
      const answer = await fetch(`${url}/healthz/readiness`).catch(() => null);
      if (answer?.ok) return;
      await pause(100);
    }
    throw new Error(`The ${role} process did not get ready.\n${endOfLog(logFile)}`);
  }
}

function databaseAt({ host, port }: Server): NodeJS.ProcessEnv {
  const { username, password, pathname } = new URL(
    given.postgres ?? 'postgres://postgres@127.0.0.1/postgres',
  );
  return {
    DB_TYPE: 'postgresdb',
    DB_POSTGRESDB_HOST: host,
    DB_POSTGRESDB_PORT: String(port),
    DB_POSTGRESDB_USER: username,
    DB_POSTGRESDB_PASSWORD: password,
    DB_POSTGRESDB_DATABASE: pathname.slice(1),
  };
}
