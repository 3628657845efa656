import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n, type N8nOptions, type RunningN8n } from '../../host/n8n';
import { freePort } from '../../host/ports';

jest.mock('../../host/places', () => ({ ...jest.requireActual<object>('../../host/places') }));
jest.mock('../../host/owner', () => ({
  createOwner: () => ({ email: 'demo@example.com', password: 'secret' }),
  passwordHash: () => 'hash',
}));

/**
 * Stands for n8n: notes the ports it was given, then does what the plan says for this start: `serve`, or
 * the code to end with.
 */
const STAND_IN = `
  const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
  const { createServer } = require('node:http');
  const { join } = require('node:path');
  const { N8N_PORT, N8N_RUNNERS_BROKER_PORT, N8N_ENCRYPTION_KEY } = process.env;
  const starts = join(__dirname, 'starts');
  appendFileSync(starts, [N8N_PORT, N8N_RUNNERS_BROKER_PORT, N8N_ENCRYPTION_KEY].join(' ') + '\\n');
  const number = readFileSync(starts, 'utf8').trim().split('\\n').length;
  const plan = JSON.parse(readFileSync(join(__dirname, 'plan.json'), 'utf8'))[number - 1];
  writeFileSync(join(__dirname, 'execArgv.json'), JSON.stringify(process.execArgv));
  console.log('Start ' + number);
  if (plan !== 'serve') process.exit(plan);
  createServer((request, response) => response.end('{"data":{}}')).listen(Number(N8N_PORT), '127.0.0.1');
`;

describe('starting n8n', () => {
  let folder: string;
  let running: RunningN8n | null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mensageiro-n8n-'));
    running = null;
    const command = join(folder, 'standIn.js');
    writeFileSync(command, STAND_IN);
    Object.assign(jest.requireMock<object>('../../host/places'), {
      hostNode: process.execPath,
      n8nCommand: command,
    });
  });
  afterEach(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true });
  });

  async function start(...plan: Array<'serve' | number>): Promise<RunningN8n> {
    return startWith({}, ...plan);
  }

  async function startWith(options: Partial<N8nOptions>, ...plan: Array<'serve' | number>) {
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    running = await startN8n({ userFolder: folder, packageFolder: null, ...options });
    return running;
  }

  /** The editor's port, the broker's and the key of every start so far. */
  const starts = () =>
    readFileSync(join(folder, 'starts'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '));

  /** What the last start told Node.js itself, but for the file that lets n8n follow us. */
  const parametersOfNode = () =>
    (JSON.parse(readFileSync(join(folder, 'execArgv.json'), 'utf8')) as string[]).filter(
      (parameter) => parameter !== '--require' && !parameter.endsWith('followParent.js'),
    );

  test('tries once where all is well, and has nothing to note', async () => {
    const { url, note } = await start('serve');
    expect(note).toBeNull();
    expect(starts().map(([port]) => port)).toEqual([new URL(url).port]);
  });

  test('field R17: asks it without the proxy of the user', async () => {
    process.env.no_proxy = 'intranet';
    try {
      await start('serve');
      expect(process.env).toMatchObject({
        no_proxy: 'intranet,127.0.0.1,localhost',
        NO_PROXY: 'intranet,127.0.0.1,localhost',
      });
    } finally {
      delete process.env.no_proxy;
      delete process.env.NO_PROXY;
    }
  });

  test('tries once more on other ports, with the same key, where n8n ended with code 1', async () => {
    const { url, note } = await start(1, 'serve');
    expect(note).toContain('started once more, on newly chosen ports');
    const [first = [], second = []] = starts();
    expect(new URL(url).port).toBe(second[0]);
    expect(second.slice(0, 2)).not.toEqual(first.slice(0, 2));
    expect(second[2]).toBe(first[2]);
  });

  test('gives up after the second time and shows what n8n wrote then', async () => {
    await expect(start(1, 1, 'serve')).rejects.toThrow(/ended by itself \(code 1\)[^]*Start 2/);
    expect(starts()).toHaveLength(2);
  });

  test('does not try again where n8n ended for another reason', async () => {
    await expect(start(3, 'serve')).rejects.toThrow('ended by itself (code 3)');
    expect(starts()).toHaveLength(1);
  });

  test('lets a debugger attach where it is told to, also when it is started once more', async () => {
    const inspectorPort = await freePort();
    await startWith({ inspectorPort }, 1, 'serve');
    expect(starts()).toHaveLength(2);
    const answer = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`);
    expect(await answer.json()).toEqual([expect.objectContaining({ title: join(folder, 'standIn.js') })]);
  });

  test('lets no debugger attach where it is not told to', async () => {
    await start('serve');
    expect(parametersOfNode()).toEqual([]);
  });
});
