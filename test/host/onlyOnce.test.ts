import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from '../../host/onlyOnce';

const onlyUnix = process.platform === 'win32' ? test.skip : test;
const modulePath = JSON.stringify(join(__dirname, '..', '..', 'host', 'onlyOnce.ts'));

/** Claims every folder it is told of, says what came of it, and stays. */
const script = `
  require('tsx/cjs');
  const { claimFolder } = require(${modulePath});
  process.on('message', (folder) =>
    claimFolder(folder).then((refusal) => process.send(refusal), (failure) => process.send(String(failure))));
  process.on('disconnect', () => process.exit(0));
  process.send('ready');
`;

describe('claiming the data folder', () => {
  let folder: string;
  let started: ChildProcess[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mensageiro-claim-'));
    started = [];
  });
  afterEach(async () => {
    await Promise.all(started.map(kill));
    rmSync(folder, { recursive: true });
  });

  /** Processes that can claim, all of them ready to. */
  async function startProcesses(count: number): Promise<ChildProcess[]> {
    const children = Array.from({ length: count }, () =>
      spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
    started.push(...children);
    await Promise.all(children.map((child) => once(child, 'message')));
    return children;
  }

  async function claimBy(child: ChildProcess, path = folder): Promise<string | null> {
    const answered = once(child, 'message') as Promise<[string | null]>;
    child.send(path);
    return (await answered)[0];
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  const alreadyRunning = ({ pid }: ChildProcess) => `already running in this checkout (process ${pid}).`;

  test('a second start is refused while the first one runs, and not after it was killed', async () => {
    const [other] = (await startProcesses(1)) as [ChildProcess];
    expect(await claimBy(other)).toBeNull();
    expect(await claimFolder(folder)).toContain(alreadyRunning(other));
    await kill(other);
    expect(await claimFolder(folder)).toBeNull();
    expect(readdirSync(join(folder, 'running'))).toHaveLength(1);
  });

  test('field R17: of many starts at one moment exactly one gets the folder, time after time', async () => {
    const children = await startProcesses(6);
    for (let round = 0; round < 25; round++) {
      const wanted = join(folder, String(round));
      mkdirSync(wanted);
      const answers = await Promise.all(children.map((child) => claimBy(child, wanted)));
      const winners = children.filter((_, place) => answers[place] === null);
      expect(winners).toHaveLength(1);
      const claims = readdirSync(join(wanted, 'running'));
      expect(claims).toEqual([expect.stringMatching(new RegExp(`^${winners[0]?.pid}-`))]);
      for (const answer of answers.filter((each) => each !== null))
        expect(answer).toMatch(/^npm start is already running in this checkout \(process \d+\)\./);
    }
  });

  test('field R17: the same holds where the one before was killed and left its claim', async () => {
    const children = await startProcesses(5);
    const [dead, ...alive] = children as [ChildProcess, ...ChildProcess[]];
    const folders = Array.from({ length: 10 }, (_, round) => join(folder, String(round)));
    for (const each of folders) {
      mkdirSync(each);
      expect(await claimBy(dead, each)).toBeNull();
    }
    await kill(dead);
    for (const each of folders) {
      const answers = await Promise.all(alive.map((child) => claimBy(child, each)));
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      expect(readdirSync(join(each, 'running'))).toHaveLength(1);
    }
  });

  test('field R17: starts that name the folder through a link count as starts in it', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    symlinkSync(data, join(folder, 'link'), 'junction');
    symlinkSync(folder, join(folder, 'parent'), 'junction');
    const paths = [data, join(folder, 'link'), join(folder, 'parent', 'data')];
    const children = await startProcesses(paths.length);
    const answers = await Promise.all(children.map((child, place) => claimBy(child, paths[place])));
    const winner = children[answers.indexOf(null)] as ChildProcess;
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    for (const path of paths) expect(await claimFolder(path)).toContain(alreadyRunning(winner));
  });

  test('field R17: a second claim by the process that has the folder is refused, too', async () => {
    expect(await claimFolder(folder)).toBeNull();
    expect(await claimFolder(folder)).toContain(`already running in this checkout (process ${process.pid}).`);
  });

  test('field R17: two folders are two claims', async () => {
    mkdirSync(join(folder, 'one'));
    mkdirSync(join(folder, 'two'));
    expect(await claimFolder(join(folder, 'one'))).toBeNull();
    expect(await claimFolder(join(folder, 'two'))).toBeNull();
  });

  onlyUnix('field R17: a start that was put to sleep still has the folder', async () => {
    const [asleep] = (await startProcesses(1)) as [ChildProcess];
    expect(await claimBy(asleep)).toBeNull();
    asleep.kill('SIGSTOP');
    expect(await claimFolder(folder)).toContain(alreadyRunning(asleep));
  });

  test('field R17: a start that ends by itself takes its claim away', async () => {
    const [other] = (await startProcesses(1)) as [ChildProcess];
    expect(await claimBy(other)).toBeNull();
    const ended = once(other, 'exit');
    other.disconnect();
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(join(folder, 'running'))).toEqual([]);
  });

  test('field R17: files that are no claims do not stand in the way and are left alone', async () => {
    const claims = join(folder, 'running');
    mkdirSync(claims);
    const token = 'a'.repeat(32);
    const others = ['', '{"proc', `1-2-${token}x`, `1-${token}`, `x1-2-${token}`, '1-2-3', '.DS_Store'];
    for (const name of others.filter(Boolean)) writeFileSync(join(claims, name), '{"proc');
    writeFileSync(join(folder, 'running.json'), '{"proc');
    expect(await claimFolder(folder)).toBeNull();
    expect(readdirSync(claims)).toEqual(expect.arrayContaining(others.filter(Boolean)));
  });

  describe('after a crash whose port somebody else has got since', () => {
    let server: Server;
    const sockets: Socket[] = [];
    afterEach(() => {
      for (const socket of sockets.splice(0)) socket.destroy();
      server.close();
    });

    /** Writes the claim of a process whose port now belongs to a server that does this. */
    async function occupy(processId: number | undefined, serve: (socket: Socket) => void): Promise<void> {
      server = createServer((socket) => {
        sockets.push(socket.on('error', () => {}));
        serve(socket);
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      mkdirSync(join(folder, 'running'));
      writeFileSync(join(folder, 'running', `${processId}-${port}-${'a'.repeat(32)}`), '');
    }

    async function deadProcess(): Promise<number | undefined> {
      const child = spawn(process.execPath, ['-e', '']);
      await once(child, 'exit');
      return child.pid;
    }

    test.each<[string, (socket: Socket) => void]>([
      ['says something else', (socket) => socket.end('220 mail.example.com')],
      ['says the name of another claim', (socket) => socket.end(`${'b'.repeat(32)} running`)],
      ['says nothing', () => {}],
      ['breaks off', (socket) => socket.destroy()],
    ])('field R17: one that %s does not keep the folder', async (_, serve) => {
      await occupy(await deadProcess(), serve);
      expect(await claimFolder(folder)).toBeNull();
      expect(readdirSync(join(folder, 'running'))).toHaveLength(1);
    });

    test('field R17: one that speaks under a process id in use does not keep it either', async () => {
      await occupy(process.pid, (socket) => socket.end('HTTP/1.1 400 Bad Request'));
      expect(await claimFolder(folder)).toBeNull();
    });

    test('field R17: a claim that breaks off while its process lives is asked again, then believed', async () => {
      await occupy(process.pid, (socket) => socket.destroy());
      expect(await claimFolder(folder)).toContain(`(process ${process.pid})`);
      expect(sockets.length).toBeGreaterThan(1);
    });
  });
});
