import { MODES, call, deliveryOf, interflowEvent, type Mode } from './support/delivering';
import { listen, type Listening } from './support/listening';
import { parametersOf } from './support/parameters';

const [secretUrl, , , standard] = MODES as [Mode, Mode, Mode, Mode];

/** In bytes, as an address of the trigger takes them. */
const LARGEST = 3 * 1024 * 1024;

describe('a delivery', () => {
  let listening: Listening;
  afterEach(() => listening.close());

  async function deliver(body: unknown, type = 'application/json') {
    const { status, text } = await call(listening.url, deliveryOf(secretUrl, body, { type }));
    return [status, text] as const;
  }

  /** One of so many bytes. */
  const sized = (bytes: number): string => {
    const event = { ...interflowEvent('m1', 'read'), filling: '' };
    return JSON.stringify({ ...event, filling: 'x'.repeat(bytes - JSON.stringify(event).length) });
  };

  test('of 3 MiB is taken, and one byte more is too large', async () => {
    listening = await listen({ parameters: parametersOf() });
    expect(await deliver(sized(LARGEST + 1))).toEqual([413, expect.stringContaining('too large')]);
    expect(await deliver(sized(LARGEST))).toEqual([200, 'received']);
    expect(listening.executions).toHaveLength(1);
  });

  test('that is not written as its source writes is not read', async () => {
    listening = await listen({ parameters: parametersOf() });
    expect(await deliver('a=1', 'application/x-www-form-urlencoded')).toEqual([
      415,
      expect.stringContaining('written as the trigger is set up for'),
    ]);
  });

  test('of JSON under another name is read', async () => {
    listening = await listen({ parameters: parametersOf() });
    expect(await deliver(interflowEvent('m1', 'read'), 'application/cloudevents+json')).toEqual([
      200,
      'received',
    ]);
    expect(await deliver('{', 'application/cloudevents+json')).toEqual([
      400,
      expect.stringContaining('not in the shape'),
    ]);
  });

  test('of more than 50,000 statuses is too large', async () => {
    const parameters = { source: 'custom', itemsPath: 'list', idPath: 'id', statusPath: 's' };
    listening = await listen({ parameters: parametersOf(parameters) });
    const list = (count: number) => ({
      list: Array.from({ length: count }, (_, place) => ({ id: `m${place}`, s: 'read' })),
    });
    expect(await deliver(list(50_001))).toEqual([413, expect.stringContaining('too large')]);
    expect(await deliver(list(50_000))).toEqual([200, 'received']);
    expect(listening.executions[0]).toHaveLength(50_000);
  });

  test('that starts nothing is answered with why', async () => {
    listening = await listen({ parameters: parametersOf() });
    expect(await deliver(interflowEvent('m1', 'read'))).toEqual([200, 'received']);
    const [status, text] = await deliver(interflowEvent('m1', 'read'));
    expect([status, Object.keys(JSON.parse(text) as object)]).toEqual([200, ['ignored', 'message']]);
    expect(listening.executions).toHaveLength(1);
  });

  test('says from whom it is and when it came', async () => {
    listening = await listen({ parameters: parametersOf() });
    await deliver(interflowEvent('m1', 'read'));
    expect(listening.executions).toMatchObject([
      [
        {
          messageId: 'm1',
          status: 'read',
          vendor: 'interflow',
          receivedAt: expect.stringMatching(/^20.*Z$/),
        },
      ],
    ]);
  });

  test.each([
    ['standardWebhooks', 1],
    ['secretUrl', 2],
  ])('that comes again under its id by %s starts %d', async (authentication, count) => {
    const { credential } = standard;
    listening = await listen({ parameters: parametersOf({ authentication }), credential });
    for (const messageId of ['m1', 'm2'])
      await call(
        listening.url,
        deliveryOf(standard, interflowEvent(messageId, 'read'), { id: 'msg_the_same' }),
      );
    expect(listening.executions).toHaveLength(count);
  });
});
