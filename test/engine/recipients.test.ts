import { itemsOf, runNode } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const run = async (items: object[], options: Record<string, string | number> = {}) =>
  await runNode({
    node: 'sendText',
    parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Oi', options },
    items: itemsOf(...(items as Array<Record<string, never>>)),
    credential: world.accounts.interflowV1,
    onError: 'continueErrorOutput',
  });

const sentTo = () => world.simulator.inbox.map(({ to }) => to);

test('field A6: the country code may be a number, or missing, for each item', async () => {
  const ran = await run(
    [
      { phone: '11 98765-4321', code: 55 },
      { phone: '11 98765-4322' },
      { phone: '212 555 1234', code: 1 },
      { phone: '11 98765-4323', code: null },
      { phone: '11 98765-4324', code: 'Brasil' },
    ],
    { defaultCountryCode: '={{ $json.code }}' },
  );
  expect(sentTo()).toEqual(['5511987654321', '5511987654322', '12125551234', '5511987654323']);
  expect(ran.outputs[1]?.map(({ json }) => json['error'])).toEqual([
    '"Country Code" is not a country code: enter 1 to 3 digits such as 55, or leave it empty. Then run this item again.',
  ]);
});

test.each([
  ['N1', '(00) 98765-4321', '"To"'],
  ['N2', '(04) 98765-4321', '"To"'],
  ['N3', '(91) 98765-43210', 'too many digits'],
  ['N4', '(41) 98765-432', 'digit missing'],
  ['N5', '+11 98765-4321', '+55 11 98765-4321'],
  ['N6', '(011) 98765-43210', 'too many digits'],
  ['N7', '119.876.543-21', 'CPF'],
  ['N8', '0800 123 4567', 'service number'],
])(
  'field %s: %s is refused by a sentence, nothing is sent, the other item goes on',
  async (_, phone, said) => {
    const ran = await run([{ phone }, { phone: '11 98765-4320' }]);
    expect(sentTo()).toEqual(['5511987654320']);
    expect(ran.outputs[0]).toHaveLength(1);
    expect(ran.outputs[1]?.[0]?.json).toMatchObject({
      error: expect.stringContaining(said),
      details: { outcome: 'notSent', to: null, attempts: 0 },
    });
  },
);

test.each([
  ['N4', '4198765432', '554198765432', '8 digits'],
  ['N10', '11 99999-9999', '5511999999999', 'made up'],
])('field %s: %s is sent with a note in the output', async (_, phone, to, note) => {
  const ran = await run([{ phone }]);
  expect(sentTo()).toEqual([to]);
  expect(ran.outputs[0]?.[0]?.json).toMatchObject({
    to,
    toOriginal: phone,
    note: expect.stringContaining(note),
  });
});

test('field N9: links, ids and labels reach the phone', async () => {
  await run([
    { phone: 'https://wa.me/5511987654321' },
    { phone: 'p:+5511987654322' },
    { phone: '5511987654323@s.whatsapp.net' },
    { phone: '(0xx11) 98765-4324' },
  ]);
  expect(sentTo()).toEqual(['5511987654321', '5511987654322', '5511987654323', '5511987654324']);
});
