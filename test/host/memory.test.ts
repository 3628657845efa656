import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFailure } from '../../host/failure';
import { readMemory, writeMemory } from '../../host/memory';
import { stepsIn } from '../../host/prepare';

const whole = {
  encryptionKey: 'key',
  owner: { email: 'demo@example.com', password: 'secret' },
  credentials: { 'Logyca (simulator)': { id: '1', addresses: '[]' } },
  examples: { '1.json': '2' },
};
const text = JSON.stringify(whole);

describe('what one start leaves for the next', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mensageiro-memory-'));
    file = join(folder, 'memory.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is read as it was written, and readable by its owner only', () => {
    writeMemory(folder, whole);
    expect(readMemory(folder)).toEqual(whole);
    expect(readdirSync(folder)).toEqual(['memory.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each<[string, string, string]>([
    ['an empty file', '', 'is empty'],
    ['a file of blanks', '\n \n', 'is empty'],
    ['half a file', text.slice(0, text.length / 2), 'is no JSON, or breaks off'],
    ['a file without its last character', text.slice(0, -1), 'is no JSON, or breaks off'],
    ['zeros, as after a power cut', '\0'.repeat(200), 'is no JSON, or breaks off'],
    ['null', 'null', 'does not hold what it should'],
    ['a list', '[]', 'does not hold what it should'],
    ['a number', '7', 'does not hold what it should'],
    ['no key', JSON.stringify({ ...whole, encryptionKey: undefined }), 'holds no usable "encryptionKey"'],
    ['an empty key', JSON.stringify({ ...whole, encryptionKey: '' }), 'holds no usable "encryptionKey"'],
    ['no owner', JSON.stringify({ ...whole, owner: null }), 'holds no usable "owner"'],
    [
      'an owner without a password',
      JSON.stringify({ ...whole, owner: { email: 'a@example.com' } }),
      'holds no usable "owner.password"',
    ],
    ['a list of credentials', JSON.stringify({ ...whole, credentials: [] }), 'usable "credentials"'],
    [
      'a credential without an id',
      JSON.stringify({ ...whole, credentials: { Logyca: {} } }),
      'usable "credentials.Logyca.id"',
    ],
    ['no examples', JSON.stringify({ ...whole, examples: undefined }), 'holds no usable "examples"'],
    [
      'an example of no id',
      JSON.stringify({ ...whole, examples: { '1.json': 1 } }),
      'usable "examples.1.json"',
    ],
  ])('field R17: %s is refused with a sentence and stays as it is', (_, spoilt, said) => {
    writeFileSync(file, spoilt);
    let sentence = '';
    try {
      readMemory(folder);
    } catch (failure) {
      sentence = describeFailure(failure);
    }
    expect(sentence).toContain(`${file}, where npm start remembers`);
    expect(sentence).toContain(said);
    expect(sentence).toContain('delete it, and type npm start again');
    expect(sentence).not.toMatch(/\b(error|problem|failure|Unexpected)\b/i);
    expect(readFileSync(file, 'utf8')).toBe(spoilt);
  });

  test('field R17: a folder in its place is told in a sentence', () => {
    mkdirSync(file);
    const refused = (act: () => unknown) => {
      try {
        act();
        return '';
      } catch (failure) {
        return describeFailure(failure);
      }
    };
    expect(refused(() => readMemory(folder))).toBe(
      `${file} could not be used: a folder is where a file belongs. Move that folder away and type npm start again.`,
    );
    expect(refused(() => writeMemory(folder, whole))).toContain(`${file} could not be used: `);
    expect(readdirSync(folder)).toEqual(['memory.json']);
  });

  test('field R17: one that was lost or deleted leaves n8n the key that it knows', () => {
    mkdirSync(join(folder, '.n8n'));
    writeFileSync(join(folder, '.n8n', 'config'), JSON.stringify({ encryptionKey: 'key of n8n' }));
    const memory = readMemory(folder);
    expect(memory).toMatchObject({ encryptionKey: 'key of n8n', credentials: {}, examples: {} });
    expect(readMemory(folder)).toEqual(memory);
  });

  test.each(['', '{"encryptionKey":""}', '{'])(
    'field R17: settings of n8n that hold no key (%j) are no hindrance to a first start',
    (settings) => {
      mkdirSync(join(folder, '.n8n'));
      writeFileSync(join(folder, '.n8n', 'config'), settings);
      expect(readMemory(folder).encryptionKey).toMatch(/^[0-9a-f]{48}$/);
    },
  );

  const onlyWithFullDisk = existsSync('/dev/full') ? test : test.skip;
  onlyWithFullDisk('field R17: a full disk is named, and what was written before is kept', () => {
    writeMemory(folder, whole);
    symlinkSync('/dev/full', `${file}.${process.pid}.new`);
    let sentence = '';
    try {
      writeMemory(folder, { ...whole, examples: {} });
    } catch (failure) {
      sentence = describeFailure(failure);
    }
    expect(sentence).toBe(
      `${file} could not be used: the disk is full. Free some space and type npm start again.`,
    );
    expect(readMemory(folder)).toEqual(whole);
    expect(readdirSync(folder)).toEqual(['memory.json']);
  });
});

describe('what the preparation remembers', () => {
  test('is the steps that were done for this lockfile, and none for another one', () => {
    const stamp = JSON.stringify({ lock: 'this', steps: ['packages', 'node'] });
    expect(stepsIn(stamp, 'this')).toEqual(['packages', 'node']);
    expect(stepsIn(stamp, 'another')).toEqual([]);
  });

  test.each(['', '{', 'null', '[]', '{"lock":"this"}', '{"lock":"this","steps":"packages"}'])(
    'field R17: a spoilt stamp (%j) makes it prepare once more',
    (stamp) => {
      expect(stepsIn(stamp, 'this')).toEqual([]);
    },
  );
});
