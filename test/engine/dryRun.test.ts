import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');

const FILE = { data: { data: PDF, mimeType: 'application/pdf', fileName: 'promoção.pdf' } };

async function previewed(
  node: Run['node'],
  account: keyof typeof world.accounts,
  parameters: INodeParameters,
): Promise<unknown> {
  const ran = await runNode({
    node,
    parameters: { ...parameters, options: { dryRun: true, ...Object(parameters['options']) } as IDataObject },
    items: [{ json: {}, binary: FILE }],
    credential: world.accounts[account],
    onError: 'continueRegularOutput',
  } as Run);
  expect(world.simulator.requests).toEqual([]);
  const json = ran.outputs[0]?.[0]?.json ?? {};
  expect(json['error']).toBeNull();
  return json['preview'];
}

const TO = '11 98765-4321';
const WRITTEN = '+55 11 98765-4321';

describe('field U16: a dry run says what would go to whom', () => {
  const long = `Olá, ação! ${'á'.repeat(300)}`;

  test.each<[string, Run['node'], keyof typeof world.accounts, INodeParameters, string]>([
    [
      'a text',
      'sendText',
      'interflowV1',
      { vendor: 'interflow', to: TO, text: 'Oi Maria,\n\nseu  pedido 123 chegou 🎉' },
      `Would send to ${WRITTEN}: Oi Maria, seu pedido 123 chegou 🎉`,
    ],
    [
      'a long text, cut where no letter is torn',
      'sendText',
      'logyca',
      { vendor: 'logyca', to: TO, text: long },
      `Would send to ${WRITTEN}: ${long.slice(0, 199)}…`,
    ],
    [
      'a text to a foreign number',
      'sendText',
      'cleverchat',
      { vendor: 'cleverchat', to: '+351 912 345 678', text: 'Oi' },
      'Would send to +351 912345678: Oi',
    ],
    [
      'a text of a vendor that takes 55 off',
      'sendText',
      'talkme',
      { vendor: 'talkme', to: TO, text: 'Oi', channelId: '7' },
      `Would send to ${WRITTEN}: Oi`,
    ],
    [
      "a text to a vendor's own contact",
      'sendText',
      'aidesk',
      { vendor: 'aidesk', contactId: '17', text: 'Oi' },
      'Would send to Contact ID 17: Oi',
    ],
    [
      'a user of a channel, whose digits are no phone',
      'sendText',
      'interflowV1',
      { vendor: 'interflow', to: '5511987654321', text: 'Oi', options: { recipientType: 'channelUserId' } },
      'Would send to 5511987654321: Oi',
    ],
    [
      'a link to an image with its caption',
      'sendMedia',
      'interflowV1',
      {
        vendor: 'interflow',
        to: TO,
        source: 'url',
        mediaType: 'image',
        mediaUrl: 'https://example.com/foto.jpg',
        caption: 'Coleção\nnova',
      },
      `Would send to ${WRITTEN}: image https://example.com/foto.jpg, caption: Coleção nova`,
    ],
    [
      'a file',
      'sendMedia',
      'logyca',
      { vendor: 'logyca', to: TO, source: 'binary', mediaType: 'document', binaryPropertyName: 'data' },
      `Would send to ${WRITTEN}: document promoção.pdf (1 kB)`,
    ],
    [
      'a location',
      'sendMedia',
      'interflowV1',
      {
        vendor: 'interflow',
        to: TO,
        mediaType: 'location',
        latitude: -23.5,
        longitude: -46.6,
        locationName: 'Loja São João',
        address: 'Av. Paulista, 1000',
      },
      `Would send to ${WRITTEN}: location -23.5, -46.6 (Loja São João, Av. Paulista, 1000)`,
    ],
    [
      'a template',
      'sendTemplate',
      'interflowV1',
      {
        vendor: 'interflow',
        to: TO,
        template: 'pedido_enviado',
        language: 'pt_BR',
        variablesMode: 'json',
        variablesJson: '{"1": "João", "2": "12345"}',
      },
      `Would send to ${WRITTEN}: template pedido_enviado, {{1}}: João, {{2}}: 12345`,
    ],
    [
      'a campaign with a text of its own',
      'addToCampaign',
      'talkme',
      { vendor: 'talkme', to: TO, campaign: '12345', campaignText: 'Olá, João' },
      `Would add ${WRITTEN} to campaign 12345, Message Text: Olá, João`,
    ],
  ])('of %s', async (_what, node, account, parameters, expected) => {
    expect(await previewed(node, account, parameters)).toBe(expected);
  });

  test('the run counts what would be sent, and the sentence stands on top', async () => {
    const ran = await runNode({
      node: 'sendText',
      parameters: { vendor: 'interflow', to: '={{ $json.to }}', text: 'Oi', options: { dryRun: true } },
      items: itemsOf({ to: TO }, { to: 'letters' }, { to: '11987654322' }),
      credential: world.accounts.interflowV1,
      onError: 'continueRegularOutput',
    });
    expect(ran.hints).toEqual([{ message: '2 would be sent (dry run), 1 not sent', location: 'outputPane' }]);
    expect(Object.keys(ran.outputs[0]?.[0]?.json ?? {}).slice(0, 2)).toEqual(['outcome', 'preview']);
  });
});
