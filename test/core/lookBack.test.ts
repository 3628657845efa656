import type { HttpRequest, HttpResponse, Transport } from '../../core/contract/http';
import { MessagingError } from '../../core/contract/outcome';
import { buildMessage } from '../../core/message/build';
import { carrying } from '../../core/message/carry';
import { wallClock } from '../../core/pacing/clock';
import { lookBack } from '../../core/sending/lookBack';
import { send } from '../../core/sending/send';
import { evolution } from '../../vendors/evolution/evolution';
import { meta } from '../../vendors/meta/meta';
import { PATIENCE, senderOf } from '../support/sending';

const config = evolution.config.parse({ baseUrl: 'https://evo.example.com', instance: 'loja' });
const message = buildMessage(evolution, 'sendText', { to: '5511987654321', text: 'Oi' }, config);

const UNCLEAR: HttpResponse = {
  status: 400,
  headers: {},
  body: { status: 400, error: 'Bad Request', response: { message: ['Error: Timed Out'] } },
};

/** An answer to a look, with the messages of these ids and ages in seconds. */
function holding(
  found: ReadonlyArray<readonly [id: string, age: number, text?: string]>,
  skew = 0,
): HttpResponse {
  const now = wallClock() + skew;
  const records = found.map(([id, age, text = 'Oi']) => ({
    key: { id, fromMe: true, remoteJid: '5511987654321@s.whatsapp.net' },
    message: { conversation: text },
    messageTimestamp: Math.floor(now / 1000) - age,
  }));
  return { status: 200, headers: { date: new Date(now).toUTCString() }, body: { messages: { records } } };
}

/** A server that does not know what became of a message, and answers looks in turn, the last for good. */
function server(looks: readonly HttpResponse[]) {
  const asked: HttpRequest[] = [];
  const transport: Transport = async (request) => {
    asked.push(request);
    if (request.url.includes('/message/')) return UNCLEAR;
    const rounds = asked.filter(({ url }) => url.includes('/chat/')).length;
    return looks[Math.min(Math.ceil(rounds / 2), looks.length) - 1] as HttpResponse;
  };
  return { transport, asked, sender: senderOf(transport, (text) => text) };
}

const looksOf = (asked: readonly HttpRequest[]): number =>
  asked.filter(({ url }) => url.includes('/chat/')).length;

describe('a message of which nobody knows', () => {
  it('is none of those that are known already, be their text the same', async () => {
    const { sender } = server([holding([['A1', 0]])]);
    sender.known.note('A1');
    expect((await send(message, sender, PATIENCE)).result).toMatchObject({ outcome: 'unknown' });

    const later = server([
      holding([['A1', 0]]),
      holding([
        ['A1', 1],
        ['A2', 0],
      ]),
    ]);
    later.sender.known.note('A1');
    expect((await send(message, later.sender, PATIENCE)).result).toMatchObject({
      outcome: 'sent',
      messageId: 'A2',
    });
    // What was found is known from then on.
    expect((await send(message, later.sender, PATIENCE)).result).toMatchObject({ outcome: 'unknown' });
  });

  it.each<[string, HttpResponse[], string | undefined, number]>([
    ['found at once', [holding([['A1', 0]])], 'A1', 2],
    ['found in the second look', [holding([]), holding([['A1', 0]])], 'A1', 4],
    ['found in both forms of the number', [holding([['A1', 0]]), holding([['A1', 0]])], 'A1', 2],
    ['found by a server whose clock is an hour ahead', [holding([['A1', 0]], 3_600_000)], 'A1', 2],
    ['not found', [holding([])], undefined, 4],
    ['older, so another one', [holding([['A1', 30]])], undefined, 4],
    ['with another text', [holding([['A1', 0, 'Oi!']])], undefined, 4],
    [
      'twice, so nobody can say which',
      [
        holding([
          ['A1', 0],
          ['A2', 0],
        ]),
      ],
      undefined,
      2,
    ],
    ['at a server that refuses the look', [{ status: 500, headers: {}, body: {} }], undefined, 4],
    [
      'at a server whose answer breaks off',
      [{ ...holding([['A1', 0]]), body: undefined, bodyFailed: true }],
      undefined,
      4,
    ],
    ['at a server that answers something else', [{ status: 200, headers: {}, body: 'ok' }], undefined, 4],
  ])('is %s', async (_what, looks, id, count) => {
    const { sender, asked } = server(looks);
    const { result, attempts } = await send(message, sender, { ...PATIENCE, attempts: 1 });
    expect(attempts).toBe(1);
    if (id === undefined) expect(result).toMatchObject({ outcome: 'unknown' });
    else expect(result).toMatchObject({ outcome: 'sent', messageId: id, status: null, httpStatus: 200 });
    expect(looksOf(asked)).toBe(count);
  });

  it('is found by a server that tells no time', async () => {
    const { sender } = server([{ ...holding([['A1', 0]]), headers: {} }]);
    expect((await send(message, sender, PATIENCE)).result).toMatchObject({ outcome: 'sent' });
  });

  it('is not sent again where it is found, although the user would risk it', async () => {
    const { sender, asked } = server([holding([['A1', 0]])]);
    await send(message, sender, { ...PATIENCE, resendUnknown: true });
    expect(asked.filter(({ url }) => url.includes('/message/'))).toHaveLength(1);
  });

  it('stays unknown where the look itself gets no answer', async () => {
    const transport: Transport = async ({ url }) => {
      if (url.includes('/message/')) return UNCLEAR;
      throw new Error('socket hang up');
    };
    const { result } = await send(
      message,
      senderOf(transport, (text) => text),
      PATIENCE,
    );
    expect(result).toMatchObject({ outcome: 'unknown' });
  });

  it('is not looked for once the user has stopped the execution', async () => {
    const { sender, asked } = server([holding([['A1', 0]])]);
    expect(await lookBack(message, { ...sender, cancelled: () => true }, wallClock())).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('is not looked for at a vendor that documents no way', async () => {
    const { sender, asked } = server([]);
    expect(await lookBack({ ...message, lookBack: undefined }, sender, wallClock())).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe('a word that the vendor repeats in each status', () => {
  const account = meta.config.parse({ phoneNumberId: '106540352242922' });
  const built = buildMessage(meta, 'sendText', { to: '5511987654321', text: 'Oi' }, account);

  it('stands in the request, in every attempt and also where the message is written anew', () => {
    const carried = carrying({ ...built, fresh: () => built }, () => 'word');
    const fields = (each: typeof carried) => (each.request({}).body as { json: object }).json;
    expect(carried.callbackData).toBe('word');
    expect(fields(carried)).toMatchObject({ biz_opaque_callback_data: 'word' });
    expect(carrying(built, () => 'word')).not.toHaveProperty('fresh');
    expect(fields(carried.fresh?.() as typeof carried)).toMatchObject({ biz_opaque_callback_data: 'word' });
    expect(fields(built)).not.toHaveProperty('biz_opaque_callback_data');
  });

  it('leaves the message of any other vendor alone', () => {
    expect(carrying(message, () => 'word')).toBe(message);
  });

  it('needs a request that is JSON', () => {
    const form = {
      ...built,
      request: () =>
        ({ method: 'POST', url: 'https://x.example', body: { kind: 'form', fields: {} } }) as const,
    };
    expect(() => carrying(form, () => 'word').request({})).toThrow(MessagingError);
  });
});
