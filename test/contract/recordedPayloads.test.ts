import { MESSAGE_KINDS, type Reported, type WebhookSource } from '../../core/contract/delivery';
import { STATUS_WORDS } from '../../core/contract/status';
import { readAuthenticity } from '../../core/webhook/authenticity';
import { readerOf } from '../../core/webhook/source';
import { bodyOfPayload, type Payload } from '../../recordings/payload';
import { webhookSources } from '../../vendors';
import { call } from '../webhook/support/delivering';
import { listen } from '../webhook/support/listening';
import { parametersOf } from '../webhook/support/parameters';
import { recordedPayloads, type RecordedPayload } from '../support/recordedPayloads';

const recorded = recordedPayloads();

function sourceOf({ file, payload }: RecordedPayload): WebhookSource {
  const source = webhookSources.find(({ id }) => id === payload.webhookSource);
  if (source === undefined)
    throw new Error(`${file} names the source ${payload.webhookSource}, which is none.`);
  return source;
}

const reportsOf = ({ reports = ['statuses'] }: WebhookSource): readonly Reported[] => reports;

/** What the sender's signature is checked by. */
function proofOf(payload: Payload, body = bodyOfPayload(payload).bytes) {
  const { headers, signature, form } = payload;
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
    now: 0,
    ...(signature?.address !== undefined && { address: signature.address }),
    ...(form !== undefined && {
      fields: [...new URLSearchParams(body.toString('utf8'))] as Array<[string, string]>,
    }),
  };
}

describe.each(recorded)('$file', (each) => {
  const { payload } = each;
  const { signature } = payload;
  const { type, bytes } = bodyOfPayload(payload);

  it.each([
    ['gives its expected events', {}, payload.expected],
    [
      'gives also own messages and those of groups where they are asked for',
      { includeOwn: true, includeGroups: true },
      [...payload.expected, ...payload.leftOut],
    ],
  ])(`%s: ${payload.title}`, async (_what, options, expected) => {
    const authentication = signature === undefined ? 'secretUrl' : 'hmac';
    const listening = await listen({
      parameters: parametersOf({
        source: payload.webhookSource,
        authentication,
        // The document's example is of another year.
        options: { oldestEvent: 0, ...options },
        events: [...reportsOf(sourceOf(each))],
      }),
      ...(signature !== undefined && { credential: { secret: signature.secret } }),
    });
    listening.wrap = (context) =>
      Object.create(context, { getNodeWebhookUrl: { value: () => signature?.address } }) as typeof context;
    try {
      const headers = { 'content-type': type, ...payload.headers };
      const answered = await call(listening.url, { headers, body: bytes });
      expect(answered.status).toBe(200);
      const events = expected.map((event) => ({
        // Of a message without an id it holds the minute.
        eventKey: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        ...event,
        receivedAt: expect.any(String) as string,
      }));
      expect(listening.executions).toEqual(events.length === 0 ? [] : [events]);
      for (const { receivedAt } of listening.executions.flat())
        expect(new Date(String(receivedAt)).toISOString()).toBe(receivedAt);
    } finally {
      await listening.close();
    }
  });

  if (signature !== undefined)
    it('is believed by its signature, and by no other', () => {
      const check = (secret: string, proof = proofOf(payload)): boolean => {
        const read = readAuthenticity('hmac', { secret }, sourceOf(each).signature);
        return 'check' in read && read.check(proof);
      };
      expect(check(signature.secret)).toBe(true);
      expect(check(`${signature.secret}x`)).toBe(false);
      const changed = Buffer.from(bytes);
      const last = changed.length - 1;
      changed[last] = (changed[last] as number) ^ 1;
      expect(check(signature.secret, proofOf(payload, changed))).toBe(false);
      expect(check(signature.secret, { ...proofOf(payload), headers: {} })).toBe(false);
      if (signature.address !== undefined)
        expect(check(signature.secret, { ...proofOf(payload), address: `${signature.address}?x` })).toBe(
          false,
        );
    });
});

describe.each(webhookSources.map((source) => [source.id, source] as const))('the source %s', (id, source) => {
  const own = recorded.filter(({ payload }) => payload.webhookSource === id);
  const expected = own.flatMap(({ payload }) => payload.expected);

  it('has the payloads that show what it reads', () => {
    const wanted: Array<[is: boolean, what: string]> = [
      [
        !reportsOf(source).includes('statuses') ||
          expected.some(({ status }) => status === 'delivered' || status === 'read'),
        'of a message that was delivered or read',
      ],
      [
        !reportsOf(source).includes('messages') || expected.some(({ kind }) => kind === 'text'),
        'of a text that came in',
      ],
      [own.some(({ payload }) => payload.expected.length === 0), 'of an event that starts nothing'],
      ...source.encodings.map((encoding): [boolean, string] => [
        own.some(({ payload }) => (payload.form !== undefined) === (encoding === 'form')),
        `written as ${encoding}`,
      ]),
      [
        source.signature === undefined || own.some(({ payload }) => payload.signature !== undefined),
        'that is signed',
      ],
    ];
    const missing = wanted
      .filter(([is]) => !is)
      .map(([, what]) => `No payload of the source ${id} ${what}: record one under vendors/*/payloads.`);
    expect(missing).toEqual([]);
  });

  it('knows only words of ours', () => {
    for (const { status, kind } of expected)
      expect([...STATUS_WORDS, ...MESSAGE_KINDS]).toContain(kind ?? status);
  });

  it.each([undefined, null, 17, 'x', true])('takes %j for no delivery, without a throw', (body) => {
    const delivery = readerOf(source)(body);
    expect(delivery === 'unreadable' || (typeof delivery === 'object' && delivery.entries.length === 0)).toBe(
      true,
    );
  });
});

it('payloads lie in the folder of the source that they name', () => {
  for (const { file, folder, payload } of recorded)
    expect([file, payload.webhookSource.startsWith(folder)]).toEqual([file, true]);
});
