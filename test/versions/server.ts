import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { N8nApi, type Workflow } from '../../host/api';
import { n8nEnvironment } from '../../host/environment';
import { endOfLog } from '../../host/n8n';
import { createOwner, type Owner } from '../../host/owner';
import { hostFolder } from '../../host/places';
import { freePort } from '../../host/ports';
import { endProcess, startProcess } from '../../host/processes';
import { reachLoopbackDirectly } from '../../host/proxies';
import { commandOf, nodeOf } from './installing';
import { versions, type Version } from './versions';

/** An n8n of some version that answers, with the owner logged in. */
export interface Server {
  api: N8nApi;
  stop(): Promise<void>;
}

/** How long a start may take: the first one also makes the database. */
const PATIENCE = 240_000;

/** Starts an installed n8n on loopback and makes its owner. */
export async function startServer(version: Version, userFolder: string): Promise<Server> {
  reachLoopbackDirectly();
  const port = await freePort();
  const logFile = join(userFolder, 'n8n.log');
  const log = openSync(logFile, 'w', 0o600);
  // n8n takes only a password with a figure in it.
  const owner = { ...createOwner(), password: `Mensageiro-1${randomBytes(6).toString('hex')}` };
  const env = environmentOf(version, userFolder, port, await freePort(undefined, new Set([port])));
  const parameters = ['--require', join(hostFolder, 'followParent.js'), commandOf(version), 'start'];
  const child = startProcess(nodeOf(version), parameters, {
    cwd: version.folder,
    env,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  try {
    const url = `http://127.0.0.1:${port}`;
    const deadline = Date.now() + PATIENCE;
    while (!(await fetch(`${url}/healthz/readiness`).catch(() => null))?.ok) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`n8n ${version.n8n} does not answer.`);
      await pause(200);
    }
    await makeOwner(url, owner);
    return { api: await N8nApi.logIn(url, owner), stop: async () => endProcess(child) };
  } catch (cause) {
    await endProcess(child);
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${endOfLog(logFile)}`, { cause });
  }
}

function environmentOf(version: Version, userFolder: string, port: number, brokerPort: number) {
  const env = n8nEnvironment({
    userFolder,
    port,
    brokerPort,
    email: '',
    passwordHash: '',
    encryptionKey: randomBytes(24).toString('hex'),
    compileCache: join(version.folder, 'node_modules', '.cache', 'compiled'),
  });
  // Only the newest n8n can be told its owner this way, and knows every module that is switched off.
  const unknown = /^N8N_INSTANCE_OWNER_/;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !unknown.test(name))),
    N8N_DISABLED_MODULES: version === versions[0] ? env.N8N_DISABLED_MODULES : '',
    PATH: [dirname(nodeOf(version)), process.env.PATH].join(delimiter),
    // Versions before 2 read this name.
    WEBHOOK_URL: `http://127.0.0.1:${port}/`,
    N8N_RUNNERS_ENABLED: 'true',
  };
}

/** n8n is ready for its owner a little after it answers. */
async function makeOwner(url: string, { email, password }: Owner): Promise<void> {
  const body = JSON.stringify({ email, password, firstName: 'Mensageiro', lastName: 'Demo' });
  const headers = { 'content-type': 'application/json' };
  for (let left = 100; ; left -= 1) {
    const answer = await fetch(`${url}/rest/owner/setup`, { method: 'POST', headers, body });
    if (answer.ok) return;
    if (left === 0) throw new Error(`n8n takes no owner: ${answer.status} ${await answer.text()}`);
    await pause(200);
  }
}

/** Makes a workflow's trigger listen. */
export async function publish(
  api: N8nApi,
  workflow: Workflow & { id: string; versionId: string },
): Promise<void> {
  try {
    await api.publishWorkflow(workflow);
  } catch {
    // Versions before 2 know no versions of a workflow.
    await api.request('PATCH', `/rest/workflows/${workflow.id}`, {
      active: true,
      versionId: workflow.versionId,
    });
  }
}
