import { vendorStands } from '../support/vendorStands';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { N8nApi, type Workflow } from '../../host/api';
import { examplesFolder, readWorkflow } from '../../host/importing';
import { terminalLanguage } from '../../host/languages';
import { addressesOfSenders } from '../../host/statusAddress';

const checkout = join(__dirname, '..', '..');

/** What a start imports for somebody with this test's language. */
const shown = examplesFolder(join(checkout, 'examples'), terminalLanguage());
const imported = readdirSync(shown)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readWorkflow(join(shown, name)));

/** A running `npm start`, and what it has printed. */
interface Start {
  npm: ChildProcess;
  printed(): string;
  seconds: number;
  editor: string;
  inbox: string;
}

describe('npm start', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'mensageiro-start-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('brings up n8n with the examples, the simulator and a login that works, and stops without a trace', async () => {
    const start = await npmStart(folder);
    const family = descendants(start.npm.pid);
    try {
      expect((await fetch(start.inbox)).status).toBe(200);
      const api = await logIn(start, folder);
      const workflows = await api.request<Workflow[]>('GET', '/rest/workflows');
      expect(workflows.map(({ name }) => name).sort()).toEqual(imported.map(({ name }) => name).sort());
      const { webhookUrls, messages } = (await (await fetch(`${start.inbox}/messages.json`)).json()) as {
        webhookUrls: string[];
        messages: unknown[];
      };
      // Where n8n is prepared already nothing is sent before somebody asks for it.
      expect(messages).toEqual([]);
      const triggers = workflows.flatMap(({ id }) => id ?? []);
      expect(webhookUrls.sort()).toEqual((await addressesOfSenders(api, triggers)).sort());
      // Three hear of Interflow's statuses, one of CleverChat's messages, one of Evolution API's two kinds of numbers.
      expect(webhookUrls).toHaveLength(6);
      expect(family.length).toBeGreaterThanOrEqual(3);
    } finally {
      await stop(start);
    }
    expect(family.filter(isAlive)).toEqual([]);
    await expect(fetch(start.editor)).rejects.toThrow();
    await expect(fetch(start.inbox)).rejects.toThrow();
  }, 120_000);

  test('starts again within 20 seconds, keeps what the user did, and takes another port where its own is taken', async () => {
    const other = await occupy(5678);
    const first = await npmStart(folder);
    try {
      expect(first.printed()).toContain('Port 5678 is taken by another program');
      expect(first.seconds).toBeLessThan(20);
      const api = await logIn(first, folder);
      const [example] = await api.request<Workflow[]>('GET', '/rest/workflows');
      await api.request('POST', `/rest/workflows/${example?.id}/archive`);
      await api.request('DELETE', `/rest/workflows/${example?.id}`);
    } finally {
      await stop(first);
      other?.close();
    }
    const second = await npmStart(folder);
    try {
      const api = await logIn(second, folder);
      expect(await api.request<Workflow[]>('GET', '/rest/workflows')).toHaveLength(imported.length - 1);
    } finally {
      await stop(second);
    }
  }, 120_000);

  test('field R17: keeps the workflows where its memory was deleted, and sends to the simulator past a proxy', async () => {
    rmSync(join(folder, 'memory.json'));
    const nowhere = 'http://127.0.0.1:9';
    const start = await npmStart(folder, { http_proxy: nowhere, HTTP_PROXY: nowhere, no_proxy: 'intranet' });
    try {
      const api = await logIn(start, folder);
      const workflows = await api.request<Workflow[]>('GET', '/rest/workflows');
      expect(workflows).toHaveLength(imported.length);
      // One for each stand, and that of the lead form.
      expect(await api.request('GET', '/rest/credentials')).toHaveLength(vendorStands.length + 1);
      const { examples } = JSON.parse(readFileSync(join(folder, 'memory.json'), 'utf8')) as {
        examples: Record<string, string>;
      };
      const trigger = 'When clicking "Execute workflow"';
      const [first] = imported;
      const textByLogyca = first?.nodes.find(({ parameters }) => parameters['vendor'] === 'logyca')?.name;
      const { status, items } = await api.runWorkflow(examples['1-send-text.json'] ?? '', trigger);
      expect(status).toBe('success');
      expect(items(textByLogyca ?? '')[0]).toEqual([
        expect.objectContaining({ outcome: expect.stringMatching(/^(sent|accepted)$/) as string }),
        expect.objectContaining({ outcome: expect.stringMatching(/^(sent|accepted)$/) as string }),
      ]);
    } finally {
      await stop(start);
    }
  }, 120_000);

  test('leaves no n8n behind when it is killed', async () => {
    const start = await npmStart(folder);
    const family = descendants(start.npm.pid);
    const [claim = ''] = readdirSync(join(folder, 'running'));
    process.kill(parseInt(claim, 10), 'SIGKILL');
    for (let waited = 0; waited < 15_000 && family.some(isAlive); waited += 100) await pause(100);
    expect(family.filter(isAlive)).toEqual([]);
  }, 120_000);
});

async function npmStart(folder: string, more: NodeJS.ProcessEnv = {}): Promise<Start> {
  const began = Date.now();
  const env = { ...process.env, MENSAGEIRO_DATA_FOLDER: folder, CI: 'true', ...more };
  const npm = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const keep = (chunk: Buffer) => (text += chunk.toString());
  npm.stdout?.on('data', keep);
  npm.stderr?.on('data', keep);
  while (!text.includes('Ctrl-C stops everything')) {
    if (npm.exitCode !== null) throw new Error(`npm start ended:\n${text}`);
    await pause(50);
  }
  const seconds = (Date.now() - began) / 1000;
  const address = (label: string) => new RegExp(`${label}\\s+(http://[\\d.:]+)`).exec(text)?.[1] ?? '';
  return { npm, printed: () => text, seconds, editor: address('n8n'), inbox: address('Inbox') };
}

/** Stops it as a process manager does: by a signal to npm. */
async function stop({ npm }: Start): Promise<void> {
  const family = descendants(npm.pid);
  const exited = npm.exitCode === null ? once(npm, 'exit') : null;
  npm.kill('SIGTERM');
  await exited;
  for (let waited = 0; waited < 15_000 && family.some(isAlive); waited += 100) await pause(100);
}

async function logIn({ editor }: Start, folder: string): Promise<N8nApi> {
  const { owner } = JSON.parse(readFileSync(join(folder, 'memory.json'), 'utf8')) as {
    owner: { email: string; password: string };
  };
  return N8nApi.logIn(editor, owner);
}

/** The process ids of everything that a process has started. */
function descendants(processId: number | undefined): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const children = pairs.filter(([, parent]) => parent === processId).map(([child]) => child ?? 0);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** Whether it still runs; a process that has ended and only waits to be noticed does not. */
function isAlive(processId: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(processId)], { encoding: 'utf8' });
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}

/** Takes a port, or finds that somebody else has it already. */
function occupy(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
