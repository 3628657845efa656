import { request as open } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Memory, Seen } from '../../core/webhook/memory';
import { Recent } from '../../core/webhook/recent';
import { MODES, call, deliveryOf, interflowEvent, type Answered } from './support/delivering';
import { listen, NotStored, type Listening, type Trigger } from './support/listening';
import { parametersOf } from './support/parameters';

const [secretUrl] = MODES;
const standard = MODES[3];
if (secretUrl === undefined || standard === undefined) throw new Error('There is no such mode');

const post = async (listening: Listening, body: unknown): Promise<Answered> =>
  await call(listening.url, deliveryOf(secretUrl, body));

const statusesOf = (listening: Listening) =>
  listening.executions.map((items) => items.map(({ status }) => status).join(' '));

async function whileListening(trigger: Trigger, run: (listening: Listening) => Promise<void>): Promise<void> {
  const listening = await listen({ ...trigger, parameters: parametersOf(trigger.parameters) });
  try {
    await run(listening);
  } finally {
    await listening.close();
  }
}

/** Something that others wait for. */
function gate() {
  let open: () => void = () => undefined;
  let arrived: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrived = resolve));
  return { open, arrived, opened, reached };
}

describe('an event that n8n could not store', () => {
  it.each([{}, { onlyForward: true }])(
    'runs when the vendor sends it again, with the options %j',
    async (options) => {
      await whileListening({ parameters: { options } }, async (listening) => {
        listening.store = async () => {
          throw new NotStored('The database is away');
        };
        expect((await post(listening, interflowEvent('m', 'read'))).status).toBe(500);
        expect((await post(listening, interflowEvent('m', 'read'))).status).toBe(500);
        listening.store = async () => undefined;
        expect((await post(listening, interflowEvent('m', 'read'))).text).toBe('received');
        expect((await post(listening, interflowEvent('m', 'read'))).text).toContain('duplicate');
        expect(statusesOf(listening)).toEqual(['read']);
        expect(listening.executions[0]?.[0]?.['late']).toBe(false);
      });
    },
  );

  it('runs when it comes again under the same delivery id', async () => {
    const parameters = { authentication: 'standardWebhooks' };
    await whileListening({ parameters, credential: standard.credential }, async (listening) => {
      const delivery = () => deliveryOf(standard, interflowEvent('m', 'read'), { id: 'msg_once' });
      listening.store = async () => {
        throw new NotStored('The database is away');
      };
      expect((await call(listening.url, delivery())).status).toBe(500);
      listening.store = async () => undefined;
      expect((await call(listening.url, delivery())).text).toBe('received');
    });
  });

  it('does not make an earlier status of its message look old', async () => {
    await whileListening({ parameters: { options: { onlyForward: true } } }, async (listening) => {
      listening.store = async () => {
        throw new NotStored('The database is away');
      };
      await post(listening, interflowEvent('m', 'failed'));
      listening.store = async () => undefined;
      expect((await post(listening, interflowEvent('m', 'delivered'))).text).toBe('received');
      expect(listening.executions[0]?.[0]).toMatchObject({ status: 'delivered', late: false });
    });
  });
});

describe('a repetition that arrives while the first is still being stored', () => {
  it.each([
    ['is a duplicate once the first is stored', true, 'duplicate', ['read']],
    ['runs itself when the first cannot be stored', false, 'received', ['read']],
  ])('%s', async (_title, isStored, expected, statuses) => {
    await whileListening({}, async (listening) => {
      const first = gate();
      listening.store = async () => {
        first.arrived();
        await first.opened;
        if (!isStored) throw new NotStored('The database is away');
      };
      const firstAnswer = post(listening, interflowEvent('m', 'read'));
      await first.reached;
      listening.store = async () => undefined;
      let isAnswered = false;
      const second = post(listening, interflowEvent('m', 'read')).finally(() => (isAnswered = true));
      await pause(50);
      expect(isAnswered).toBe(false);
      first.open();
      expect((await firstAnswer).status).toBe(isStored ? 200 : 500);
      expect((await second).text).toContain(expected);
      expect(statusesOf(listening)).toEqual(statuses);
    });
  });

  it('does not hold up other messages', async () => {
    await whileListening({}, async (listening) => {
      const first = gate();
      listening.store = async () => {
        first.arrived();
        await first.opened;
      };
      const slow = post(listening, interflowEvent('m', 'read'));
      await first.reached;
      listening.store = async () => undefined;
      expect((await post(listening, interflowEvent('other', 'read'))).text).toBe('received');
      first.open();
      expect((await slow).text).toBe('received');
    });
  });
});

describe('a connection that the vendor closed', () => {
  it('before the answer makes its event new again', async () => {
    await whileListening({}, async (listening) => {
      const first = gate();
      listening.store = async () => {
        first.arrived();
        await first.opened;
      };
      const { headers, body } = deliveryOf(secretUrl, interflowEvent('m', 'read'));
      const request = open(listening.url, { method: 'POST', headers, agent: false });
      request.on('error', () => undefined);
      request.end(body);
      await first.reached;
      request.destroy();
      listening.store = async () => undefined;
      const second = post(listening, interflowEvent('m', 'read'));
      expect((await second).text).toBe('received');
      first.open();
    });
  });

  it('while its delivery waits starts nothing, and leaves nothing behind', async () => {
    await whileListening({}, async (listening) => {
      const first = gate();
      listening.store = async () => {
        first.arrived();
        await first.opened;
        throw new NotStored('The database is away');
      };
      const slow = post(listening, interflowEvent('m', 'read'));
      await first.reached;
      listening.store = async () => undefined;
      const { headers, body } = deliveryOf(secretUrl, interflowEvent('m', 'read'));
      const waiting = open(listening.url, { method: 'POST', headers, agent: false });
      waiting.on('error', () => undefined);
      waiting.end(body);
      await pause(50);
      waiting.destroy();
      await pause(50);
      first.open();
      expect((await slow).status).toBe(500);
      expect(listening.executions).toEqual([]);
      expect((await post(listening, interflowEvent('m', 'read'))).text).toBe('received');
      expect(statusesOf(listening)).toEqual(['read']);
    });
  });
});

describe('what was seen before', () => {
  it('is judged entry by entry in the order of a delivery', async () => {
    await whileListening({}, async (listening) => {
      await post(
        listening,
        ['sent', 'read', 'delivered', 'failed', 'read'].map((status, at) =>
          interflowEvent('m', status, 1_700_000_000 + at),
        ),
      );
      expect(listening.executions[0]?.map(({ status, late }) => [status, late])).toEqual([
        ['sent', false],
        ['read', false],
        ['delivered', true],
        ['failed', false],
        ['read', true],
      ]);
    });
  });

  it('counts for statuses too that do not start the workflow', async () => {
    await whileListening({ parameters: { statuses: ['delivered'] } }, async (listening) => {
      expect((await post(listening, interflowEvent('m', 'read'))).text).toContain('status');
      await post(listening, interflowEvent('m', 'delivered'));
      expect(listening.executions[0]?.[0]).toMatchObject({ status: 'delivered', late: true });
    });
  });

  it('does not matter for words that nobody knows, and these are told apart', async () => {
    await whileListening(
      { parameters: { options: { emitUnknown: true, onlyForward: true } } },
      async (listening) => {
        await post(listening, interflowEvent('m', 'read'));
        for (const word of ['queued', 'rerouted', 'queued'])
          await post(listening, interflowEvent('m', word, null));
        expect(listening.executions.slice(1).flat()).toMatchObject([
          { status: 'other', vendorStatus: 'queued', late: false },
          { status: 'other', vendorStatus: 'rerouted', late: false },
        ]);
      },
    );
  });

  it('tells two events apart that have only their type in common', async () => {
    await whileListening({ parameters: { options: { emitUnknown: true } } }, async (listening) => {
      for (const name of ['Ana', 'Bia', 'Ana'])
        await post(listening, { event: 'customer.created', data: { name } });
      expect(listening.executions).toHaveLength(2);
    });
  });

  it('is forgotten in a test from the editor, so that a sample can be sent again', async () => {
    await whileListening({ mode: 'manual' }, async (listening) => {
      for (let time = 0; time < 2; time++) await post(listening, interflowEvent('m', 'read'));
      expect(listening.executions).toHaveLength(2);
    });
  });

  it('passes on the new entries of a delivery and leaves out the old ones', async () => {
    await whileListening({}, async (listening) => {
      await post(listening, interflowEvent('a', 'read'));
      await post(listening, [
        interflowEvent('a', 'read'),
        interflowEvent('b', 'read'),
        interflowEvent('b', 'read'),
      ]);
      expect(listening.executions.map((items) => items.map(({ messageId }) => messageId))).toEqual([
        ['a'],
        ['b'],
      ]);
    });
  });

  const orders = (list: string[]): string[][] =>
    list.length < 2
      ? [list]
      : list.flatMap((first, index) => orders(list.toSpliced(index, 1)).map((rest) => [first, ...rest]));

  it.each(orders(['sent', 'delivered', 'read', 'failed']).map((order) => [order.join(', '), order] as const))(
    'G07 marks what is late, and Only Forward leaves out just that: %s',
    async (_title, order) => {
      const ranks = ['sent', 'delivered', 'read', 'failed'];
      const isLate = order.map((status, index) =>
        order.slice(0, index).some((before) => ranks.indexOf(before) > ranks.indexOf(status)),
      );
      await whileListening({}, async (listening) => {
        for (const status of order) await post(listening, interflowEvent('m', status));
        expect(listening.executions.map(([item]) => item?.['late'])).toEqual(isLate);
      });
      await whileListening({ parameters: { options: { onlyForward: true } } }, async (listening) => {
        for (const status of order) await post(listening, interflowEvent('m', status));
        expect(statusesOf(listening)).toEqual(order.filter((_status, index) => !isLate[index]));
      });
    },
  );
});

describe('the memory', () => {
  it('forgets a delivery after ten minutes, and the oldest of more than 20,000', () => {
    let now = 0;
    const memory = new Memory(new Seen(() => now));
    memory.remember({ keys: ['a'], ranks: [['m', 2]] });
    now = 10 * 60 * 1000;
    expect(memory.wasDone('a')).toBe(true);
    now += 1;
    expect(memory.wasDone('a')).toBe(false);
    memory.remember({ keys: Array.from({ length: 20_001 }, (_, index) => `k${index}`), ranks: [] });
    expect([memory.wasDone('k0'), memory.wasDone('k1'), memory.wasDone('k20000')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(memory.rankOf('m')).toBe(2);
    memory.remember({
      keys: [],
      ranks: Array.from({ length: 20_000 }, (_, index) => [`m${index}`, 1] as const),
    });
    expect(memory.rankOf('m')).toBe(-1);
  });

  it('field R16: lets go of everything by time, also when nothing arrives any more', () => {
    let now = 0;
    const alarms: Array<{ at: number; ring: () => void }> = [];
    const seen = new Seen(
      () => now,
      (milliseconds, ring) => alarms.push({ at: now + milliseconds, ring }),
    );
    const memory = new Memory(seen, 'trigger');
    for (let status = 0; status < 10_000; status += 1) {
      now += 10;
      memory.remember({ keys: [`k${status}`], ranks: [[`m${status}`, 2]] });
    }
    // However much is written, one alarm is set for the keys and one for the ranks.
    expect(alarms).toHaveLength(2);
    const sizes: string[] = [];
    for (let rung = 0; alarms.length > 0; rung += 1) {
      expect(rung).toBeLessThan(10);
      const next = alarms.reduce((first, each) => (each.at < first.at ? each : first));
      alarms.splice(alarms.indexOf(next), 1);
      now = next.at;
      next.ring();
      sizes.push(`${seen.keys.size} ${seen.ranks.size}`);
    }
    expect(sizes.at(-1)).toBe('0 0');
    expect(now).toBeGreaterThan(24 * 60 * 60 * 1000);
    expect(now).toBeLessThan(27 * 60 * 60 * 1000);
  });

  it('field R16: has one bound for all triggers, whose entries are their own', () => {
    const seen = new Seen(
      () => 0,
      () => undefined,
    );
    const [one, two] = [new Memory(seen, 'workflow/one'), new Memory(seen, 'workflow/two')];
    one.remember({ keys: ['k'], ranks: [['m', 2]] });
    expect([two.wasDone('k'), two.rankOf('m'), one.wasDone('k'), one.rankOf('m')]).toEqual([
      false,
      -1,
      true,
      2,
    ]);
    for (let trigger = 0; trigger < 25; trigger += 1)
      new Memory(seen, `workflow/${trigger}`).remember({
        keys: Array.from({ length: 1_000 }, (_, index) => `k${index}`),
        ranks: Array.from({ length: 1_000 }, (_, index) => [`m${index}`, 1] as const),
      });
    expect([seen.keys.size, seen.ranks.size]).toEqual([20_000, 20_000]);
  });

  it('field R16: keeps no process alive for what it remembers', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
    const before = timers();
    const recent = new Recent<true>(10, 20);
    recent.set('a', true);
    expect(timers()).toBe(before);
    while (recent.size > 0) await pause(5);
    expect(recent.get('a')).toBeUndefined();
  });

  it('never lowers how far a message has come', () => {
    const memory = new Memory();
    memory.remember({ keys: [], ranks: [['m', 3]] });
    memory.remember({ keys: [], ranks: [['m', 2]] });
    expect(memory.rankOf('m')).toBe(3);
  });

  it('lets claims on the same names in any order wait their turn, without a deadlock', async () => {
    const memory = new Memory();
    const order: number[] = [];
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const wanted = names.filter((_name, at) => (index >> at) % 2 === 0);
        const free = await memory.claim(index % 3 === 0 ? wanted.reverse() : wanted);
        await pause(0);
        order.push(index);
        free();
      }),
    );
    expect(order).toHaveLength(200);
  });
});
