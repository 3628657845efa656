import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../nodes/shared/running/clock';
import { RECIPIENTS } from '../../../simulator/recipients';
import { itemsOf, runNode } from '../../support/engine';
import { isPlace } from '../../../vendors/evolution/lookBack';
import { simulated } from '../../support/simulated';

const world = simulated();
const { sleep } = clock;

beforeAll(() => {
  clock.sleep = async () => await new Promise((later) => setImmediate(later));
});

afterAll(() => {
  clock.sleep = sleep;
});

/** What comes out where the message was delivered and the server then said that something had gone wrong. */
async function outOf(parameters: IDataObject, account: 'evolution' | 'evolutionCloud' = 'evolution') {
  const node = 'mediaUrl' in parameters || 'latitude' in parameters ? 'sendMedia' : 'sendText';
  const ran = await runNode({
    node,
    parameters: { vendor: 'evolution', to: RECIPIENTS.sentButDenied, ...parameters },
    items: itemsOf({}),
    credential: world.accounts[account],
    onError: 'continueRegularOutput',
  });
  return ran.outputs[0]?.[0]?.json ?? {};
}

describe('a place that the server stored', () => {
  const stored = (latitude: unknown, longitude: unknown) => ({
    locationMessage: { degreesLatitude: latitude, degreesLongitude: longitude },
  });
  const sent = isPlace(-23.631913700000002, 12.123456789012345);

  test('is the one that was sent, also where its last digits were lost', () => {
    expect(sent(stored(-23.631913700000002, 12.123456789012345))).toBe(true);
    expect(sent(stored(-23.6319137, 12.12345678901))).toBe(true);
  });

  test.each([
    [-23.6319138, 12.123456789012345],
    [-23.631913700000002, 12.1234568],
    ['-23.6319137', 12.123456789012345],
    [undefined, undefined],
  ])('is none nearby (%j, %j)', (latitude, longitude) => {
    expect(sent(stored(latitude, longitude))).toBe(false);
  });
});

describe('a message of which the answer tells nothing is looked for on the server', () => {
  test.each<[string, IDataObject]>([
    ['a text', { text: 'Olá, João!\n✅ "aspas"' }],
    ['a text with a sign that the server cannot store', { text: 'Um\0dois' }],
    [
      'an image',
      { mediaType: 'image', source: 'url', mediaUrl: 'https://cdn.example.com/a.jpg', caption: 'Oi' },
    ],
    ['a document', { mediaType: 'document', source: 'url', mediaUrl: 'https://cdn.example.com/boleto.pdf' }],
    ['a place', { mediaType: 'location', latitude: -23.5505, longitude: -46.6333 }],
  ])('%s is found, and sent once', async (_what, parameters) => {
    const out = await outOf(parameters);
    const [message] = world.simulator.inbox;
    expect(out).toMatchObject({ outcome: 'sent', messageId: message?.messageId, attempts: 1, error: null });
    expect(out['note']).toBe(
      'Evolution API gave no clear answer, so the message was looked for there and found.',
    );
    expect(world.simulator.inbox).toHaveLength(1);
  });

  test('from an official number as well', async () => {
    expect(await outOf({ text: 'Oi' }, 'evolutionCloud')).toMatchObject({ outcome: 'sent', attempts: 1 });
  });

  test('it stays unknown where another message of today says the same to somebody else', async () => {
    await runNode({
      node: 'sendText',
      parameters: { vendor: 'evolution', to: RECIPIENTS.ok, text: 'Oi' },
      items: itemsOf({}),
      credential: world.accounts.evolution,
    });
    const message = { status: 400, error: 'Bad Request', response: { message: ['Error: Timed Out'] } };
    world.simulator.answerNext('evolution', { status: 400, body: message });
    const out = await outOf({ text: 'Oi' });
    expect(out).toMatchObject({ outcome: 'unknown', messageId: null });
    expect(world.simulator.inbox.map(({ to }) => to)).toEqual([RECIPIENTS.ok]);
  });

  test('the same within the same second is another message, with an ID of its own', async () => {
    const first = await outOf({ text: 'Oi' });
    // The server's times do not tell them apart.
    const again = await outOf({ text: 'Oi' });
    const { inbox } = world.simulator;
    expect([first, again]).toMatchObject(inbox.map(({ messageId }) => ({ outcome: 'sent', messageId })));
    expect(inbox).toHaveLength(2);
  });

  test('it is found before it would be sent again', async () => {
    const out = await outOf({ text: 'Oi', options: { onUnknown: 'resend', attempts: 3 } });
    expect(out).toMatchObject({ outcome: 'sent', attempts: 1 });
    expect(world.simulator.inbox).toHaveLength(1);
  });

  test('what the server refuses is not looked for', async () => {
    const out = await outOf({ to: RECIPIENTS.notOnWhatsApp, text: 'Oi' });
    expect(out).toMatchObject({ outcome: 'rejected' });
    expect(world.simulator.requests.map(({ path }) => path)).toEqual(['/message/sendText/loja']);
  });
});
