import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Ledger, type LedgerStore } from '../../core/memory/ledger';
import { fingerprint } from '../../core/message/identity';
import type { Receipt } from '../../core/outcomes/answer';

const identity = { message: 'm1', origin: 'o1' };
const receipt: Receipt = { outcome: 'sent', messageId: 'msg_1', status: 'sent', httpStatus: 201 };
const at = new Date('2026-01-02T03:04:05.678Z');

/** The same store after n8n has written it to its database and read it back. */
const stored = (store: LedgerStore): LedgerStore => JSON.parse(JSON.stringify(store));

interface Kept {
  context: { store: LedgerStore };
}

/** What n8n writes executions with; its types are only for modules that tests are not. */
const { parse, stringify } = jest.requireActual<{
  parse: (text: string) => unknown;
  stringify: (value: unknown) => string;
}>('flatted');

describe('the ledger', () => {
  test('knows nothing of an item that was never begun', () => {
    expect(new Ledger({}, 0).recall(0, identity)).toBeUndefined();
  });

  test('gives the receipt of what was sent, also to a ledger that reads it back', () => {
    const store: LedgerStore = {};
    const ledger = new Ledger(store, 0);
    ledger.begin(0, identity);
    ledger.settle(0, identity, receipt, at, 2);
    expect(new Ledger(stored(store), 0).recall(0, identity)).toEqual({
      state: 'done',
      outcome: 'sent',
      messageId: 'msg_1',
      status: 'sent',
      httpStatus: 201,
      sentAt: '2026-01-02T03:04:05.678Z',
      attempts: 2,
    });
  });

  test('gives an acceptance without id or status as one', () => {
    const ledger = new Ledger({}, 0);
    ledger.settle(
      0,
      identity,
      { outcome: 'accepted', messageId: null, status: null, httpStatus: 200 },
      at,
      1,
    );
    expect(ledger.recall(0, identity)).toMatchObject({ outcome: 'accepted', messageId: null, status: null });
  });

  test('tells what was begun and never ended, and what ended in doubt', () => {
    const ledger = new Ledger({}, 0);
    ledger.begin(0, identity);
    ledger.doubt(1, identity);
    expect(ledger.recall(0, identity)).toEqual({ state: 'pending' });
    expect(ledger.recall(1, identity)).toEqual({ state: 'unknown' });
  });

  test('forgets what the vendor did not take', () => {
    const ledger = new Ledger({}, 0);
    ledger.begin(0, identity);
    ledger.release(0, identity);
    expect(ledger.recall(0, identity)).toBeUndefined();
  });

  test.each([
    ['the same message from another origin', { message: 'm1', origin: 'other' }, true],
    ['another message from the same origin', { message: 'other', origin: 'o1' }, true],
    ['another message from another origin', { message: 'other', origin: 'other' }, false],
  ])('asked for %s it answers: %s', (_what, asked, known) => {
    const ledger = new Ledger({}, 0);
    ledger.begin(0, identity);
    expect(ledger.recall(0, asked) !== undefined).toBe(known);
  });

  test('lets a message in doubt go in another run, but for a tool, whose every retry is a run', () => {
    const store: LedgerStore = {};
    new Ledger(store, 0).doubt(0, identity);
    expect(new Ledger(store, 1).recall(0, identity)).toBeUndefined();
    expect(new Ledger(store, 1, true).recall(0, identity)).toEqual({ state: 'unknown' });
  });

  test('has a state that changes with what it knows, and comes back when that is forgotten', () => {
    const store: LedgerStore = {};
    const ledger = new Ledger(store, 0);
    const empty = ledger.state();
    ledger.begin(0, identity);
    const begun = ledger.state();
    ledger.settle(0, identity, receipt, at, 1);
    const settled = ledger.state();
    expect(new Set([empty, begun, settled]).size).toBe(3);
    expect(new Ledger(stored(store), 0).state()).toBe(settled);
    expect(new Ledger(stored(store), 1).state()).not.toBe(settled);
    ledger.release(0, identity);
    expect(ledger.state()).toBe(empty);
  });

  describe('after the message of an item was edited', () => {
    const edited = { message: 'm2', origin: 'o2' };

    test('still knows what it was before, so that going back to it does not send it again', () => {
      const store: LedgerStore = {};
      const ledger = new Ledger(store, 0);
      ledger.settle(0, identity, receipt, at, 1);
      ledger.begin(0, edited);
      ledger.doubt(0, edited);
      const read = new Ledger(stored(store), 0);
      expect(read.recall(0, identity)).toMatchObject({ state: 'done' });
      expect(read.recall(0, edited)).toEqual({ state: 'unknown' });
      expect(read.wasUnreadable).toBe(false);
    });

    test('forgets only the edited one when the vendor did not take that', () => {
      const ledger = new Ledger({}, 0);
      ledger.doubt(0, identity);
      ledger.begin(0, edited);
      ledger.release(0, edited);
      expect(ledger.recall(0, edited)).toBeUndefined();
      expect(ledger.recall(0, identity)).toEqual({ state: 'unknown' });
    });

    test('says that it was sent where it is known both as sent and as in doubt', () => {
      const ledger = new Ledger({}, 0);
      ledger.doubt(0, identity);
      ledger.settle(0, edited, receipt, at, 1);
      const both = { message: identity.message, origin: edited.origin };
      expect(ledger.recall(0, both)).toMatchObject({ state: 'done' });
      ledger.doubt(0, both);
      expect(ledger.recall(0, identity)).toEqual({ state: 'unknown' });
    });

    test('takes what it can read of such a list, and says so', () => {
      const store: LedgerStore = { mensageiro: { '0:0': [['u', 'm1', 'o1'], 'broken'] } };
      const ledger = new Ledger(store, 0);
      expect(ledger.wasUnreadable).toBe(true);
      expect(ledger.recall(0, identity)).toEqual({ state: 'unknown' });
    });

    test('does not grow while one message changes with every try, as one with the time in it does', () => {
      const store: LedgerStore = {};
      const ledger = new Ledger(store, 0);
      for (const message of ['a', 'b', 'c']) ledger.begin(0, { message, origin: 'o1' });
      expect(store).toEqual({ mensageiro: { '0:0': ['p', 'c', 'o1'] } });
    });
  });

  test('keeps the runs of a loop apart', () => {
    const store: LedgerStore = {};
    new Ledger(store, 0).settle(0, identity, receipt, at, 1);
    expect(new Ledger(store, 1).recall(0, identity)).toBeUndefined();
  });

  test.each([
    ['the same message in doubt', 'm1', 'unknown'],
    ['another message from the same origin', 'other', undefined],
    ['no message yet', '', undefined],
  ])('keeps doubts for every later run where a retry is a run of its own: %s', (_what, message, state) => {
    const store: LedgerStore = {};
    const first = new Ledger(store, 0, true);
    first.begin(0, identity);
    const later = () => new Ledger(stored(store), 1, true).recall(0, { message, origin: 'o1' })?.state;
    expect(later()).toBe(state);
    first.doubt(0, identity);
    expect(later()).toBe(state);
    first.settle(0, identity, receipt, at, 1);
    expect(later()).toBeUndefined();
    expect(new Ledger({ mensageiro: { '0:0': 'broken' } }, 1, true).recall(0, identity)).toBeUndefined();
  });

  test('purges its own run only, and leaves nothing behind when it was the last', () => {
    const store: LedgerStore = { other: 1 };
    const [first, second] = [new Ledger(store, 1), new Ledger(store, 10)];
    first.settle(0, identity, receipt, at, 1);
    second.settle(0, identity, receipt, at, 1);
    first.purge();
    expect(new Ledger(store, 1).recall(0, identity)).toBeUndefined();
    expect(new Ledger(store, 10).recall(0, identity)).toBeDefined();
    second.purge();
    expect(store).toEqual({ other: 1 });
  });

  test.each([['text'], [7], [null], [[]], [true]])(
    'F17 takes a store that holds %j as empty, and says so',
    (broken) => {
      const store: LedgerStore = { mensageiro: broken };
      const ledger = new Ledger(store, 0);
      expect(ledger.wasUnreadable).toBe(true);
      expect(ledger.recall(0, identity)).toBeUndefined();
      ledger.begin(0, identity);
      expect(ledger.recall(0, identity)).toEqual({ state: 'pending' });
    },
  );

  test('says nothing of the sort about a good or a fresh store', () => {
    const store: LedgerStore = {};
    expect(new Ledger(store, 0).wasUnreadable).toBe(false);
    expect(new Ledger(stored(store), 0).wasUnreadable).toBe(false);
  });

  test.each([['x'], [['z', 'm1', 'o1']], [['s', 5, 'o1']], [null], [[]]])(
    'takes an entry that holds %j as none, and says so',
    (entry) => {
      const ledger = new Ledger({ mensageiro: { '0:0': entry } }, 0);
      expect(ledger.wasUnreadable).toBe(true);
      expect(ledger.recall(0, identity)).toBeUndefined();
    },
  );

  test('gives no id and no status where the stored ones are no texts', () => {
    const store = { mensageiro: { '0:0': ['s', 'm1', 'o1', 5, {}, 200, at.getTime(), 1] } };
    expect(new Ledger(store, 0).recall(0, identity)).toMatchObject({ messageId: null, status: null });
  });

  test.each([['x'], [undefined], [9e15]])('knows what was sent although its time is %j', (time) => {
    const store = { mensageiro: { '0:0': ['s', 'm1', 'o1', 'id', 'sent', 200, time, 1] } };
    expect(new Ledger(store, 0).recall(0, identity)).toMatchObject({ state: 'done', sentAt: null });
  });

  // n8n keeps an execution in the flat form, in which each text and object stands once and is pointed at.
  test.each<[form: string, copy: (store: LedgerStore) => LedgerStore]>([
    ['JSON', stored],
    [
      "n8n's flat form",
      (store) => (parse(stringify({ again: store, context: { store } })) as Kept).context.store,
    ],
  ])('P13 knows the same after it was written and read in %s, whatever was done', (_form, copy) => {
    const words = ['a', '0', '1'];
    const word = fc.constantFrom(...words);
    const action = fc.record({
      what: fc.constantFrom('begin', 'settle', 'doubt', 'release', 'purge'),
      run: fc.nat({ max: 1 }),
      item: fc.nat({ max: 1 }),
      identity: fc.record({ message: word, origin: word }),
      receipt: fc.record<Receipt>({
        outcome: fc.constantFrom('sent', 'accepted'),
        messageId: fc.option(fc.oneof(fc.string({ unit: 'binary' }), word)),
        status: fc.constantFrom('sent', 'pending', null),
        httpStatus: fc.integer({ min: 200, max: 299 }),
      }),
      time: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      attempts: fc.integer({ min: 1, max: 6 }),
    });
    const asked = words.flatMap((message) => words.map((origin) => ({ message, origin })));
    const everything = (store: LedgerStore) =>
      [0, 1].flatMap((run) =>
        [0, 1].flatMap((item) => asked.map((each) => new Ledger(store, run).recall(item, each))),
      );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const store: LedgerStore = {};
        for (const { what, run, item, identity: about, receipt: given, time, attempts } of actions) {
          const ledger = new Ledger(store, run);
          if (what === 'settle') ledger.settle(item, about, given, new Date(time), attempts);
          else if (what === 'purge') ledger.purge();
          else ledger[what as 'begin' | 'doubt' | 'release'](item, about);
          if (what !== 'purge' && what !== 'release')
            expect(ledger.recall(item, about)).toMatchObject(
              what === 'settle'
                ? {
                    state: 'done',
                    messageId: given.messageId,
                    sentAt: new Date(time).toISOString(),
                    attempts,
                  }
                : { state: what === 'begin' ? 'pending' : 'unknown' },
            );
        }
        const copied = copy(store);
        expect(new Ledger(copied, 0).wasUnreadable).toBe(false);
        expect(everything(copied)).toEqual(everything(store));
      }),
      { numRuns: 1_000 },
    );
  });

  test('takes at most 150 bytes for an item', () => {
    const store: LedgerStore = {};
    const ledger = new Ledger(store, 0);
    const known = { message: fingerprint('a'), origin: fingerprint('b') };
    const wamid = { ...receipt, messageId: `wamid.${'x'.repeat(56)}` };
    for (let item = 0; item < 10_000; item += 1) ledger.settle(item, known, wamid, at, 1);
    expect(JSON.stringify(store).length).toBeLessThan(10_000 * 150);
  });
});

describe('a fingerprint', () => {
  test('does not depend on the order of keys, nor on functions and absent values', () => {
    expect(fingerprint({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(
      fingerprint({ b: [{ d: 3, c: 2 }], a: 1, e: undefined, f: () => 1 }),
    );
  });

  test.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: null }, {}],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['ab'], ['a', 'b']],
    [
      [1, 12],
      [11, 2],
    ],
    [['a'], { 0: 'a' }],
    [{ a: { b: 1 } }, { 'a.b': 1 }],
  ])('tells %j and %j apart', (one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other));
  });

  // What an execution noted before an update must be known after it.
  test('is the beginning of the SHA-256 of the JSON with its keys in order', () => {
    const whole = createHash('sha256').update('{"a":[null,"x"],"b":{"c":true,"d":1}}').digest('base64url');
    expect(fingerprint({ b: { d: 1, c: true }, a: [undefined, 'x'] })).toBe(whole.slice(0, 16));
  });

  test('has 16 characters, whatever it stands for', () => {
    expect(fingerprint(undefined)).toMatch(/^[\w-]{16}$/);
    expect(fingerprint({ long: 'x'.repeat(100_000) })).toMatch(/^[\w-]{16}$/);
  });
});
