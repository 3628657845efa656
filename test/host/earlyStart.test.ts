import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { cloneCheckout, type CleanClone } from '../support/cleanClone';

interface Example {
  nodes: Array<{ parameters?: { vendor?: string } }>;
}

/** What the inbox page tells of a message. */
interface Arrived {
  vendor: string;
  to: string;
  text: string;
}

/** The first example sends through them. */
const vendors = [
  ...new Set(
    (
      JSON.parse(readFileSync(join(__dirname, '..', '..', 'examples/1-send-text.json'), 'utf8')) as Example
    ).nodes.flatMap(({ parameters }) => parameters?.vendor ?? []),
  ),
].sort();

/** A clean clone in which n8n is being installed for ever. */
describe('field U15: npm start where n8n is not installed yet', () => {
  let clone: CleanClone;
  let start: ChildProcess | undefined;
  let printed = '';

  beforeAll(() => {
    clone = cloneCheckout();
    // As npm is named to what it starts; this one notes its own process and never ends.
    const npm = `require('node:fs').writeFileSync(${JSON.stringify(installing())}, String(process.pid)); setInterval(() => {}, 1000);`;
    writeFileSync(join(clone.folder, 'npm-cli.js'), npm);
    mkdirSync(join(clone.folder, 'home'));
  });

  afterEach(async () => {
    if (start?.exitCode === null && start.signalCode === null) {
      const exited = once(start, 'exit');
      start.kill('SIGTERM');
      await exited;
    }
    start = undefined;
    printed = '';
  });

  afterAll(() => clone.remove());

  const installing = () => join(clone.folder, 'installing');

  function begin(more: NodeJS.ProcessEnv = {}): void {
    start = spawn(process.execPath, ['start.js'], {
      cwd: clone.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CI: 'true',
        HOME: join(clone.folder, 'home'),
        npm_execpath: join(clone.folder, 'npm-cli.js'),
        MENSAGEIRO_DATA_FOLDER: join(clone.folder, 'data'),
        ...more,
      },
    });
    const keep = (chunk: Buffer) => (printed += chunk.toString());
    start.stdout?.on('data', keep);
    start.stderr?.on('data', keep);
  }

  /** Waits for what the start prints; there is no hurry, but it must not have ended. */
  async function seen(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(printed);
      if (found) return found[1] ?? found[0];
      if (start?.exitCode !== null || start.signalCode !== null)
        throw new Error(`npm start ended:\n${printed}`);
      await pause(50);
    }
  }

  test('has the messages of all vendors in the inbox meanwhile, sent by the nodes in n8n-core', async () => {
    begin();
    const inbox = await seen(/18 messages of the sample leads are in the inbox: (http:\S+)/);
    const answer = await fetch(`${inbox}/messages.json`);
    const { messages } = (await answer.json()) as { messages: Arrived[] };
    expect(messages).toHaveLength(2 * vendors.length);
    expect([...new Set(messages.map(({ vendor }) => vendor))].sort()).toEqual(vendors);
    for (const { text } of messages)
      expect(text).toMatch(/^\u200e?Hi (Maria|João)! Thanks for your interest in Plano/);
    await seen(/n8n itself is being installed, about \S+/);
    await seen(/Installing n8n/);
    expect(printed).not.toContain('could not be sent');

    // n8n is really being installed by now, and nothing of the engine stays in the user's home.
    while (!existsSync(installing())) await pause(50);
    const npm = Number(readFileSync(installing(), 'utf8'));
    expect(process.kill(npm, 0)).toBe(true);
    expect(readdirSync(join(clone.folder, 'home'))).toEqual([]);
    const { owner, encryptionKey } = JSON.parse(
      readFileSync(join(clone.folder, 'data', 'memory.json'), 'utf8'),
    ) as { owner: { password: string }; encryptionKey: string };
    for (const secret of [owner.password, encryptionKey]) expect(printed).not.toContain(secret);

    const exited = once(start as ChildProcess, 'exit');
    start?.kill('SIGTERM');
    expect(await exited).toEqual([143, null]);
    expect(() => process.kill(npm, 0)).toThrow();
    await expect(fetch(inbox)).rejects.toThrow();
  });

  test('goes on with an empty inbox where the messages cannot be sent, in Portuguese for who speaks it', async () => {
    rmSync(installing(), { force: true });
    const example = join(clone.folder, 'examples', '1-send-text.json');
    const text = readFileSync(example, 'utf8');
    // As an example of a user may be: the first message that is not sent ends it.
    const ending = text.replaceAll('"continueErrorOutput"', '"stopWorkflow"');
    writeFileSync(example, ending.replace('Interflow (simulator)', 'Nobody (simulator)'));
    try {
      begin({ LC_ALL: 'pt_BR.UTF-8' });
      const inbox = await seen(/A caixa de entrada, aonde as mensagens vão chegar, é (http:\S+)/);
      expect((await fetch(inbox)).status).toBe(200);
      await seen(
        /As mensagens de exemplo não puderam ser enviadas antes de o n8n ficar pronto \(.*Interflow credential.*\)\./,
      );
      await seen(/Instalando o n8n/);
      while (!existsSync(installing())) await pause(50);
    } finally {
      writeFileSync(example, text);
    }
  });
});
