import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../../host/dataFolder';
import { describeFailure } from '../../host/failure';

const checkout = join(__dirname, '..', '..');
const onlyUnix = process.platform === 'win32' ? test.skip : test;

describe('the data folder', () => {
  let place: string;
  beforeEach(() => {
    place = realpathSync(mkdtempSync(join(tmpdir(), 'mensageiro-data-')));
  });
  afterEach(() => rmSync(place, { recursive: true }));

  function refusalOf(folder: string): string {
    try {
      openDataFolder(folder);
      return '';
    } catch (failure) {
      return describeFailure(failure);
    }
  }

  /** Each makes the folder impossible and gives the path to ask for. */
  const obstacles: [string, string, () => string][] = [
    [
      'a file in its place',
      'something of that name that is no folder is in its place',
      () => {
        writeFileSync(join(place, 'data'), '');
        return join(place, 'data');
      },
    ],
    [
      'a file among its parents',
      'a part of its path is a file and no folder',
      () => {
        writeFileSync(join(place, 'file'), '');
        return join(place, 'file', 'data');
      },
    ],
    [
      'a link to itself in its path',
      'a link in its path leads back to itself',
      () => {
        symlinkSync(join(place, 'circle'), join(place, 'circle'));
        return join(place, 'circle', 'data');
      },
    ],
    ['a name that is too long', 'its path is too long', () => join(place, 'a'.repeat(300))],
  ];

  onlyUnix.each(obstacles)('field R17: %s is told in a sentence', (_, said, make) => {
    const folder = make();
    const sentence = refusalOf(folder);
    expect(sentence).toContain(`The data folder ${folder} could not be made. `);
    expect(sentence).toContain(said);
    expect(sentence).toMatch(
      / and type npm start again\. .* MENSAGEIRO_DATA_FOLDER can name another folder\.$/,
    );
    // The folder's own name is drawn at random and may look like an error's code.
    expect(sentence.replaceAll(place, '')).not.toMatch(/\b(error|problem|failure|E[A-Z]{4,})\b/i);
  });

  onlyUnix('field R17: a link that leads nowhere is told in a sentence', () => {
    symlinkSync(join(place, 'unplugged', 'disk'), join(place, 'data'));
    expect(refusalOf(join(place, 'data'))).toMatch(
      /^The data folder .* could not be made\. .* npm start again\./,
    );
  });

  test('field R17: it is one and the same folder by every way that leads there', () => {
    const folder = openDataFolder(join(place, 'not', 'there', 'yet'));
    expect(folder).toBe(join(place, 'not', 'there', 'yet'));
    symlinkSync(folder, join(place, 'link'), 'junction');
    symlinkSync(join(place, 'not'), join(place, 'parent'), 'junction');
    expect(openDataFolder(join(place, 'link'))).toBe(folder);
    expect(openDataFolder(join(place, 'parent', 'there', 'yet'))).toBe(folder);
  });

  test.each<[string, string | undefined, string]>([
    ['is not set', undefined, join(checkout, '.n8n-data')],
    ['is empty', '', join(checkout, '.n8n-data')],
    ['is a path from here', 'data', join(process.cwd(), 'data')],
  ])('field R17: where MENSAGEIRO_DATA_FOLDER %s it is the right one', (_, value, folder) => {
    const before = process.env.MENSAGEIRO_DATA_FOLDER;
    delete process.env.MENSAGEIRO_DATA_FOLDER;
    if (value !== undefined) process.env.MENSAGEIRO_DATA_FOLDER = value;
    jest.isolateModules(() => {
      expect(jest.requireActual<{ dataFolder: string }>('../../host/places').dataFolder).toBe(folder);
    });
    delete process.env.MENSAGEIRO_DATA_FOLDER;
    if (before !== undefined) process.env.MENSAGEIRO_DATA_FOLDER = before;
  });

  /** What `npm start` runs, with this data folder. */
  function start(folder: string) {
    const env = { ...process.env, MENSAGEIRO_DATA_FOLDER: folder };
    return spawnSync(process.execPath, ['start.js'], { cwd: checkout, env, encoding: 'utf8' });
  }

  onlyUnix.each(obstacles)('field R17: npm start shows the sentence for %s and no stack', (_, said, make) => {
    const { status, stdout, stderr } = start(make());
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  onlyUnix('field R17: npm start shows a sentence where a file takes the place of its claims', () => {
    writeFileSync(join(place, 'running'), '');
    const { status, stderr } = start(place);
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      `${join(place, 'running')} could not be used: something of that name that is no folder is in its place. Move that away and type npm start again.`,
    );
  });

  test('field R17: npm start shows the sentence for an empty memory and leaves no claim behind', () => {
    writeFileSync(join(place, 'memory.json'), '');
    const { status, stderr } = start(place);
    expect(status).toBe(1);
    expect(stderr).toContain('memory.json, where npm start remembers');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(join(place, 'running'))).toEqual([]);
  });

  onlyUnix.each(['missing', 'there'])(
    'field R17: a folder that is %s and may not be written to is told in a sentence',
    (which) => {
      const folder = join(place, 'data');
      if (which === 'there') mkdirSync(folder, 0o555);
      chmodSync(place, 0o555);
      // The administrator may write everywhere: as nobody, then, once the modules are read.
      const script = `
        require('tsx/cjs');
        const { openDataFolder } = require('./host/dataFolder.ts');
        const { claimFolder } = require('./host/onlyOnce.ts');
        const { describeFailure } = require('./host/failure.ts');
        if (process.getuid() === 0) process.setuid(65534);
        (async () => claimFolder(openDataFolder(process.argv[1])))()
          .then(() => console.log('claimed'), (failure) => console.log(describeFailure(failure)));`;
      const { stdout } = spawnSync(process.execPath, ['-e', script, folder], {
        cwd: checkout,
        encoding: 'utf8',
      });
      chmodSync(place, 0o755);
      expect(stdout).toMatch(
        /could not be used: this user has no right to it\. Give the folder and all in it to this user and type npm start again\./,
      );
    },
  );
});
