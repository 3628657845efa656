import { MessagingError } from '../../../core/contract/outcome';
import { buildMessage } from '../../../core/message/build';
import { cleverchat } from '../../../vendors/cleverchat/cleverchat';
import { vendors } from '../../../vendors';
import { itemsOf, runNode } from '../../support/engine';
import { simulated } from '../../support/simulated';

const world = simulated();

const config = cleverchat.config.parse({});

const fileOf = (fileName: string, mimeType: string) => ({
  fileName,
  mimeType,
  size: 1,
  async *stream() {
    yield Buffer.from('x');
  },
});

const upload = (mimeType: string, more: Record<string, unknown> = {}) =>
  buildMessage(
    cleverchat,
    'sendMediaByUpload',
    { to: '5511987654321', mediaType: 'audio', file: fileOf('a.ogg', mimeType), ...more },
    config,
  );

describe('field W4: audio to CleverChat', () => {
  it.each(['audio/ogg', 'audio/ogg; codecs=opus', 'AUDIO/MPEG'])(
    'is refused without a ticket: %s',
    (type) => {
      for (const openTicket of [undefined, false]) {
        const refused = () => upload(type, { openTicket });
        expect(refused).toThrow(MessagingError);
        expect(refused).toThrow(
          /^"Open Ticket" is off, and CleverChat delivers an audio only with a ticket\. /,
        );
      }
      expect(() => upload(type, { openTicket: true, queueId: '5' })).not.toThrow();
    },
  );

  it('leaves every other kind of file alone', () => {
    for (const mediaType of ['image', 'video', 'document'])
      expect(() => upload('application/pdf', { mediaType })).not.toThrow();
  });
});

describe('field W7: double braces to CleverChat', () => {
  const textOf = (text: string) =>
    buildMessage(cleverchat, 'sendText', { to: '5511987654321', text }, config).note;

  it.each(['Oi {{name}}', 'Oi {{ nome', '{{}}', 'a {{{b}}}'])('are sent with a note: %j', (text) => {
    expect(textOf(text)).toBe(
      'CleverChat may fill in or leave out what stands between double braces, such as {{name}}.',
    );
  });

  it.each(['Oi {name}', 'Oi }}', '{ { name } }', 'Oi'])('are not seen in %j', (text) => {
    expect(textOf(text)).toBeUndefined();
  });

  it('are nothing to vendors of other families', () => {
    const noting = vendors.filter(({ generations }) =>
      Object.values(generations).some(({ operations }) =>
        Object.values(operations).some((operation) => operation?.note !== undefined),
      ),
    );
    expect(noting.every(({ advice }) => advice === cleverchat.advice)).toBe(true);
    expect(noting).toContain(cleverchat);
  });

  it('stand beside what is known of the number', () => {
    const { note } = buildMessage(cleverchat, 'sendText', { to: '551133334444', text: '{{name}}' }, config);
    expect(note).toMatch(/landline.* CleverChat may fill in/i);
  });

  it('are noted on the item that comes out of the node', async () => {
    const ran = await runNode({
      node: 'sendText',
      parameters: { vendor: 'cleverchat', to: '5511987654321', text: '={{ $json.text }}' },
      items: itemsOf({ text: 'Oi {{name}}' }, { text: 'Oi' }),
      credential: world.accounts.cleverchat,
    });
    expect(ran.outputs[0]?.map(({ json }) => json['note'])).toEqual([
      'CleverChat may fill in or leave out what stands between double braces, such as {{name}}.',
      undefined,
    ]);
  });
});

describe('field W5: the queue of a ticket', () => {
  it.each(['5', 5, ' 5 '])('goes out as text, as the document shows it: %p', (queueId) => {
    const message = buildMessage(
      cleverchat,
      'sendText',
      { to: '5511987654321', text: 'Hi', openTicket: true, queueId },
      config,
    );
    expect(message.request({}).body).toMatchObject({ json: { queueId: '5', openTicket: '1' } });
  });
});
