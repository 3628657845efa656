import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const template = (parts: INodeParameters, more: Partial<Run> = {}): Run => ({
  node: 'sendTemplate',
  parameters: {
    vendor: 'interflow',
    to: '5511999999999',
    template: 'order_confirmation',
    language: 'pt_BR',
    variablesMode: 'json',
    variablesJson: '{"1": "Ana", "2": "12"}',
    ...parts,
  },
  items: itemsOf({}),
  credential: world.accounts.interflowV1,
  onError: 'continueRegularOutput',
  ...more,
});

const components = (): unknown => {
  const body = world.simulator.requests[0]?.json as { content?: IDataObject } | undefined;
  return body?.content?.['components'];
};

const said = async (test: Run): Promise<unknown> => {
  const ran = await runNode(test);
  const json = ran.outputs[0]?.[0]?.json;
  return json?.['error'] ?? json?.['outcome'];
};

const variables = { type: 'body', parameters: [expect.anything(), expect.anything()] };

test('what the form of header and buttons holds goes out as the vendor writes it', async () => {
  await runNode(
    template({
      headerType: 'image',
      headerValue: 'https://example.com/a.jpg',
      buttons: {
        values: [
          { index: 1, kind: 'quick_reply', value: 'no' },
          { index: 0, kind: 'url', value: 'summer' },
        ],
      },
    }),
  );
  expect(components()).toEqual([
    { type: 'header', parameters: [{ type: 'image', image: { link: 'https://example.com/a.jpg' } }] },
    variables,
    { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [expect.anything()] },
    { type: 'button', sub_type: 'url', index: '0', parameters: [expect.anything()] },
  ]);
});

test.each<INodeParameters>([
  {},
  { headerType: 'none', headerValue: '', buttons: {} },
  { headerType: 'none', headerValue: 'left from before', buttons: { values: [] } },
])('a form that is left untouched adds nothing: %j', async (parts) => {
  expect(await said(template(parts))).toBe('sent');
  expect(components()).toEqual([variables]);
});

test.each<[string, INodeParameters]>([
  ['"Header"', { headerType: 'text', headerValue: 'Hi' }],
  ['"Buttons"', { buttons: { values: [{ index: 0, kind: 'url', value: 'x' }] } }],
])('a generation without %s refuses it by name', async (name, parts) => {
  const ran = template({ ...parts, language: '' }, { credential: world.accounts.interflowCurrent });
  expect(await said(ran)).toBe(
    `Interflow (current API) does not take ${name}. Leave it empty, or choose another vendor.`,
  );
  expect(world.simulator.requests).toHaveLength(0);
});

test.each<[IDataObject, INodeParameters, string]>([
  [
    { kind: 'sticker' },
    { headerType: '={{ $json.kind }}', headerValue: 'x' },
    '"Header" has no "sticker". Choose one of: text, image, video, document.',
  ],
  [
    { value: ['a'] },
    { buttons: { values: [{ index: 0, kind: 'url', value: '={{ $json.value }}' }] } },
    'The "Value" of button 1 under "Buttons" is not text. Correct it under "Buttons".',
  ],
  [
    { place: 'first' },
    { buttons: { values: [{ index: '={{ $json.place }}', kind: 'url', value: 'a' }] } },
    'Button 1 under "Buttons" has no "Position" from 0 to 9. Correct it under "Buttons".',
  ],
])('what an expression gives is refused by name: %j', async (json, parts, sentence) => {
  expect(await said(template(parts, { items: itemsOf(json) }))).toBe(sentence);
  expect(world.simulator.requests).toHaveLength(0);
});
