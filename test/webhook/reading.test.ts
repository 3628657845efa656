import { customSource, type CustomPaths } from '../../core/webhook/custom';
import { readerOf } from '../../core/webhook/source';
import { metaStatuses } from '../../vendors/meta/webhook';
import { stepsOf, valueAt, valuesAt } from '../../core/webhook/path';
import { safeCopy } from '../../core/webhook/raw';
import { toIsoTime } from '../../core/webhook/time';

const metaSource = readerOf(metaStatuses);

describe('a time', () => {
  it.each([
    ['2024-01-15T10:30:05Z', '2024-01-15T10:30:05.000Z'],
    ['2024-01-15T10:30:05.25+00:00', '2024-01-15T10:30:05.250Z'],
    ['2024-01-15T07:30:05-0300', '2024-01-15T10:30:05.000Z'],
    ['2024-01-15 10:30:05', '2024-01-15T10:30:05.000Z'],
    [' 2024-01-15t10:30z ', '2024-01-15T10:30:00.000Z'],
    ['1705314605', '2024-01-15T10:30:05.000Z'],
    [1_705_314_605, '2024-01-15T10:30:05.000Z'],
    [1_705_314_605_250, '2024-01-15T10:30:05.250Z'],
    ['1705314605.25', '2024-01-15T10:30:05.250Z'],
  ])('is read from %j', (given, expected) => expect(toIsoTime(given)).toBe(expected));

  it.each(
    [
      null,
      undefined,
      '',
      'yesterday',
      '5',
      {},
      [],
      true,
      NaN,
      Infinity,
      -1,
      0,
      9e15,
      '2024-13-45T10:00:00Z',
      '9'.repeat(17),
    ].filter((given) => given !== '5'),
  )('is null for %j', (given) => expect(toIsoTime(given)).toBeNull());
});

describe('a path', () => {
  it.each([
    ['a.b[0].c', ['a', 'b', '0', 'c']],
    ['["message id"].x', ['message id', 'x']],
    [" a . ['b.c'] ", ['a', 'b.c']],
    ['', []],
    ['..', []],
    ['[[[', []],
  ])('%s has the steps %j', (path, steps) => expect(stepsOf(path)).toEqual(steps));

  it('finds own values only', () => {
    const value = JSON.parse('{"__proto__":{"x":1},"a":[{"b":2}]}') as unknown;
    expect(valueAt(value, '__proto__.x')).toBe(1);
    expect([
      valueAt(value, 'constructor.name'),
      valueAt(value, 'a.length'),
      valueAt(value, 'toString'),
    ]).toEqual([undefined, undefined, undefined]);
    expect(valueAt(value, 'a[0].b')).toBe(2);
    expect(valueAt(value, 'a.b')).toBeUndefined();
  });

  it('walks through lists where a list is wanted', () => {
    const value = { entry: [{ changes: [{ value: [1, 2] }, { value: [3] }] }, { changes: [] }, 4] };
    expect(valuesAt(value, 'entry.changes.value')).toEqual([1, 2, 3]);
    expect(valuesAt(value, 'entry[0].changes[1].value')).toEqual([3]);
    expect(valuesAt(value, 'nothing.here')).toEqual([]);
  });
});

describe('a raw copy', () => {
  it('keeps what is data, at most 20 levels and 5,000 values of it', () => {
    expect(JSON.stringify(safeCopy({ a: [1, 'x', null, true, { b: {} }] }))).toBe(
      '{"a":[1,"x",null,true,{"b":{}}]}',
    );
    let deep: unknown = 'bottom';
    for (let level = 0; level < 30; level++) deep = [deep];
    expect(JSON.stringify(safeCopy(deep))).toBe(`${'['.repeat(20)}null${']'.repeat(20)}`);
    expect(safeCopy(Array(6_000).fill(1))).toHaveLength(5_000);
    const special = JSON.parse('{"__proto__":1,"constructor":2,"prototype":3,"a":4}') as unknown;
    expect(Object.keys(safeCopy(special) as object)).toEqual(['a']);
  });
});

describe('a batch of Meta', () => {
  it.each([undefined, null, 17, 'x', [17]])('is no batch: %j', (body) =>
    expect(metaSource(body)).toBe('unreadable'),
  );

  it.each([{ entry: [] }, { statuses: [] }, { entry: [{ changes: [] }] }])('may be empty: %j', (body) =>
    expect(metaSource(body)).toEqual({ entries: [], skipped: 0 }),
  );

  it('counts what it cannot read, and keeps the rest', () => {
    const good = { id: 'w', status: 'read', timestamp: '1705314605', recipient_id: {}, errors: 'none' };
    const bad = [
      null,
      1,
      {},
      { id: 'w' },
      { id: '', status: 'read' },
      { id: 'x'.repeat(513), status: 'read' },
    ];
    const batch = { entry: [{ changes: [{ value: { statuses: [...bad, good] } }, 'x'] }, 5] };
    expect(metaSource(batch)).toMatchObject({
      entries: [
        { reading: { report: { messageId: 'w', status: 'read', to: null, reason: null } }, raw: good },
      ],
      skipped: bad.length + 2,
    });
    expect(metaSource({ statuses: bad })).toBe('unreadable');
  });

  it('has at most 50,000 statuses, over all its parts', () => {
    const statuses = Array(25_001).fill({ id: 'w', status: 'read' });
    const batch = (count: number) => ({ entry: Array(count).fill({ changes: [{ value: { statuses } }] }) });
    expect(metaSource(batch(1))).toMatchObject({ skipped: 0 });
    expect(metaSource(batch(2))).toBe('tooMany');
  });
});

describe('a custom delivery', () => {
  const none: CustomPaths = {
    itemsPath: '',
    idPath: 'id',
    statusPath: 'status',
    timePath: '',
    recipientPath: '',
    reasonPath: '',
  };
  const read = (body: unknown, paths: Partial<CustomPaths> = {}) =>
    customSource({ ...none, ...paths }, [])(body);

  it.each([undefined, null, 17, 'x', [1], [[]]])('is unreadable: %j', (body) =>
    expect(read(body)).toBe('unreadable'),
  );

  it('without the list that it should have is some other event', () => {
    expect(read({ type: 'message' }, { itemsPath: 'data.list' })).toMatchObject({
      entries: [{ reading: { otherEvent: 'unknown' } }],
    });
    expect(read({ data: { list: [] } }, { itemsPath: 'data.list' })).toEqual({ entries: [], skipped: 0 });
  });

  it('reads no words from what an object inherits', () => {
    const delivery = read({ id: 'm', status: 'toString' });
    expect(delivery).toMatchObject({
      entries: [{ reading: { report: { status: 'other', vendorStatus: 'toString' } } }],
    });
  });
});
