import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { OTHER } from '../../../simulator/vendors/otherFixtures';
import { itemsOf, runNode } from '../../support/engine';
import { simulated } from '../../support/simulated';

const world = simulated();

const CONTENT = '%PDF-1.4 a bill';

const withFile = (): INodeExecutionData[] => [
  {
    json: {},
    binary: {
      data: {
        data: Buffer.from(CONTENT).toString('base64'),
        mimeType: 'application/pdf',
        fileName: 'nota.pdf',
        fileExtension: 'pdf',
      },
    },
  },
];

const media = async (parameters: INodeParameters, data = {}, items = itemsOf({})) =>
  await runNode({
    node: 'sendMedia',
    parameters: { vendor: 'other', to: '11999999991', mediaType: 'document', ...parameters },
    items,
    credential: { ...world.accounts.other, data: { ...world.accounts.other.data, ...data } },
  });

const link = { source: 'url', mediaUrl: 'https://files.example.com/nota.pdf' };
const binary = { source: 'binary', binaryPropertyName: 'data' };

test('a link and a file go by the command that takes them, with the secret of the credential', async () => {
  const byLink = await media({ ...link, options: {}, caption: 'A "nota"\nde hoje' });
  const byFile = await media({ ...binary, caption: 'A "nota"\nde hoje' }, {}, withFile());
  expect([byLink.error, byFile.error]).toEqual([undefined, undefined]);
  expect(world.simulator.requests.map(({ path }) => path)).toEqual(['/v1/links', '/v1/files']);
  expect(world.simulator.inbox).toMatchObject([
    { kind: 'document', text: 'A "nota"\nde hoje', media: { url: link.mediaUrl } },
    {
      kind: 'document',
      text: 'A "nota"\nde hoje',
      media: { fileName: 'nota.pdf', mimeType: 'application/pdf' },
    },
  ]);
  expect(world.simulator.inbox[1]?.media?.content?.toString()).toBe(CONTENT);
  expect(JSON.stringify([byLink.outputs, byFile.outputs])).not.toContain(OTHER.token);
});

test('a file inside JSON is its base64 text, and a secret beside it is put in while it is sent', async () => {
  const fileCommand = String(world.accounts.other.data['textCommand'])
    .replace('/v1/texts', '/v1/anything')
    .replace(
      /-d '.*'/,
      `-d '{"token":"YOUR_TOKEN","to":"{{number}}","file":"data:{{mime_type}};base64,{{file}}"}'`,
    )
    .replace(/-H 'Authorization[^']*'/, '');
  const ran = await media(binary, { fileCommand, mediaCommand: '' }, withFile());
  // The simulated vendor has no such call; what arrived is what is looked at.
  expect(ran.error?.message).toContain('No such route');
  expect(world.simulator.requests[0]?.json).toEqual({
    token: OTHER.token,
    to: '5511999999991',
    file: `data:application/pdf;base64,${Buffer.from(CONTENT).toString('base64')}`,
  });
});

test.each<[string, INodeParameters, object, INodeExecutionData[], string]>([
  [
    'a link without a command for media',
    link,
    { mediaCommand: '', fileCommand: '' },
    itemsOf({}),
    '"Media Command" of the Other Vendor credential is empty',
  ],
  [
    'a file where the commands take links',
    binary,
    { fileCommand: '' },
    withFile(),
    'take a link, not a file',
  ],
  [
    'a link where the commands take files',
    link,
    { mediaCommand: '' },
    itemsOf({}),
    'take a file, not a link',
  ],
])('%s is refused in words that name the command', async (_what, parameters, data, items, says) => {
  const ran = await media(parameters, data, items);
  expect(ran.error?.message).toContain(says);
  expect(world.simulator.requests).toEqual([]);
});

test('a caption that the command has no place for is refused, not left out', async () => {
  const mediaCommand = String(world.accounts.other.data['mediaCommand']).replace('{{caption}}', '');
  const ran = await media({ ...link, caption: 'oi' }, { mediaCommand });
  expect(ran.error?.message).toContain('"Media Command" has no place for "Caption"');
});

describe('a template', () => {
  const template = async (parameters: INodeParameters, data = {}) =>
    await runNode({
      node: 'sendTemplate',
      parameters: {
        vendor: 'other',
        to: '11999999991',
        template: { __rl: true, mode: 'id', value: 'pedido_enviado' },
        language: 'pt_BR',
        variablesMode: 'json',
        variablesJson: '{"1":"Ana","2":"10"}',
        ...parameters,
      },
      items: itemsOf({}),
      credential: { ...world.accounts.other, data: { ...world.accounts.other.data, ...data } },
    });

  test('goes out with its language and its variables', async () => {
    const ran = await template({});
    expect(ran.error).toBeUndefined();
    expect(world.simulator.inbox[0]?.text).toBe('Olá Ana, seu pedido 10 saiu para entrega.');
  });

  test.each<[string, INodeParameters, object, string]>([
    ['without a language that the command needs', { language: '' }, {}, 'needs {{language}}'],
    [
      'without a command',
      {},
      { templateCommand: '' },
      '"Template Command" of the Other Vendor credential is empty',
    ],
    [
      'with a variable that has no place',
      {},
      {
        templateCommand: `curl https://a.example -d 'to={{number}}&t={{template}}&l={{language}}&v={{variable 1}}'`,
      },
      'no place for the variable "2"',
    ],
  ])('%s is refused by name', async (_what, parameters, data, says) => {
    const ran = await template(parameters, data);
    expect(ran.error?.message).toContain(says);
    expect(world.simulator.requests).toEqual([]);
  });
});

test('a number that no country code can be taken from is refused where the vendor writes none', async () => {
  const ran = await runNode({
    node: 'sendText',
    parameters: { vendor: 'other', to: '+351912345678', text: 'oi' },
    items: itemsOf({}),
    credential: { ...world.accounts.other, data: { ...world.accounts.other.data, numberForm: 'national' } },
  });
  expect(ran.error?.message).toContain('"To" is a number outside of Brazil');
});
