import type { IExecuteFunctions } from 'n8n-workflow';
import { forgetTrial, ID_LENGTH, KeyRows, rowId } from '../../nodes/shared/running/keyRows';
import { KeyDatabase } from '../support/keyDatabase';

const workflow = { id: 'workflow' } as never;

let database: KeyDatabase;
let node: { id?: string; name: string };

beforeEach(() => {
  database = new KeyDatabase();
  node = { id: 'own', name: 'Send' };
  forgetTrial();
});

type Helpers = IExecuteFunctions['helpers'];

/** A node in an n8n whose helpers read the node as n8n's own do. */
function contextWith(changes: Partial<Helpers> = {}, bears: object = { node }): IExecuteFunctions {
  const data = { workflow, node: node as never };
  const helpers = {
    checkProcessedAndRecord: async (
      ...[items, scope, options]: Parameters<Helpers['checkProcessedAndRecord']>
    ) => await database.checkProcessedAndRecord(items, scope, data, options),
    getProcessedDataCount: async (scope: 'node' | 'workflow') =>
      await database.getProcessedDataCount(scope, data),
    clearAllProcessedItems: async (scope: 'node' | 'workflow') =>
      await database.clearAllProcessedItems(scope, data),
    ...changes,
  };
  return { helpers, ...bears } as unknown as IExecuteFunctions;
}

const rows = (changes?: Partial<Helpers>, bears?: object) => new KeyRows(contextWith(changes, bears));

describe('rows of our own', () => {
  test('are made once, whoever tries', async () => {
    expect(await rows().make('a', 'one')).toBe(true);
    expect(await rows().make('a', 'other')).toBe(false);
    expect(await rows().make('a', 'one')).toBe(true);
    expect(await rows().count('a')).toBe(1);
    expect([...database.rows.keys()]).toEqual(['n:a']);
  });

  test('are made once by those who try at one instant', async () => {
    const owners = Array.from({ length: 20 }, (_none, index) => `owner ${index}`);
    const made = await Promise.all(owners.map(async (owner) => await rows().make('a', owner)));
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  test('grow for their owner alone', async () => {
    await rows().make('a', 'one');
    await expect(rows().grow('a', 'other', ['done'])).rejects.toThrow();
    expect(await rows().count('a')).toBe(1);
    await rows().grow('a', 'one', ['intended', 'done']);
    expect(await rows().count('a')).toBe(2);
  });

  test('say which of many words they hold, and are removed', async () => {
    await rows().grow('a', 'list', ['x', 'y']);
    expect((await rows().spend('a', 'list', ['w', 'x', 'y', 'z'])).sort()).toEqual(['x', 'y']);
    expect(await rows().count('a')).toBe(1);
    await rows().remove('a');
    expect(await rows().count('a')).toBe(0);
  });

  test('leave the node as it was, also while n8n works on them', async () => {
    const going = Promise.all([rows().make('a', 'one'), rows().make('b', 'one'), rows().count('c')]);
    expect(node).toEqual({ id: 'own', name: 'Send' });
    await going;
    expect(node).toEqual({ id: 'own', name: 'Send' });
    expect(Object.getOwnPropertyDescriptor(node, 'id')?.writable).toBe(true);
  });

  test('leave a node without an id without one', async () => {
    delete node.id;
    expect(await rows().count('a')).toBe(0);
    expect(node).toEqual({ name: 'Send' });
  });

  test('are told from another one by every part of what they stand for', () => {
    const ids = [
      rowId('a', 'bc'),
      rowId('ab', 'c'),
      rowId('abc'),
      rowId('a', 'b', 'c'),
      rowId('a', undefined),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^mensageiro\.[\w-]{11}$/);
    expect(ID_LENGTH).toBe(11);
  });
});

describe('whether this n8n keeps such rows', () => {
  test('is tried out once, and nothing of it stays', async () => {
    expect(await rows().areKept()).toBe(true);
    expect(database.rows.size).toBe(0);
    database.down = true;
    expect(await rows().areKept()).toBe(true);
  });

  test.each([
    ['does not show the node', {}, {}],
    ['shows something else in its place', {}, { node: 'Send' }],
    ['cannot count', { getProcessedDataCount: undefined }, undefined],
    ['cannot remove', { clearAllProcessedItems: undefined }, undefined],
  ])('no, where it %s', async (_what, changes, bears) => {
    expect(await rows(changes as Partial<Helpers>, bears).areKept()).toBe(false);
    expect(database.rows.size).toBe(0);
  });

  test('no, where it reads the id later, and its own row is left alone', async () => {
    const late = async () => {
      await Promise.resolve();
      return await database.getProcessedDataCount('node', { workflow, node: node as never });
    };
    expect(await rows({ getProcessedDataCount: late }).areKept()).toBe(false);
    expect(database.rows.size).toBe(0);
  });

  test('no, where it writes into the row of another owner', async () => {
    const careless: Helpers['checkProcessedAndRecord'] = async (items, scope, options) =>
      await database.checkProcessedAndRecord(
        items,
        scope,
        { workflow, node: node as never },
        { ...options, mode: 'entries' },
      );
    expect(await rows({ checkProcessedAndRecord: careless }).areKept()).toBe(false);
  });

  test('no, where it takes no such owner, time and again', async () => {
    const strict: Helpers['checkProcessedAndRecord'] = async () =>
      await Promise.reject(new Error('Invalid mode'));
    const given: unknown[] = [];
    for (let trial = 0; trial < 5; trial += 1)
      given.push(
        await rows({ checkProcessedAndRecord: strict })
          .areKept()
          .catch(() => 'not known'),
      );
    expect(given.at(0)).toBe('not known');
    expect(given.at(-1)).toBe(false);
  });

  test('is not known while the database is away, and is tried again', async () => {
    database.down = true;
    for (let trial = 0; trial < 6; trial += 1) await expect(rows().areKept()).rejects.toThrow('down');
    database.down = false;
    expect(await rows().areKept()).toBe(true);
  });

  test('making a row while the database is away is no answer', async () => {
    database.down = true;
    await expect(rows().make('a', 'one')).rejects.toThrow('down');
  });
});
