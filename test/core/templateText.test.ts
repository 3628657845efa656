import fc from 'fast-check';
import { filledIn, readTemplateText, variablesIn } from '../../core/contract/templateText';

const templateOf = (given: unknown) => {
  const read = readTemplateText(given);
  if ('fault' in read) throw new Error(read.fault.says);
  return read.template;
};
const faultOf = (given: unknown): string => {
  const read = readTemplateText(given);
  return 'fault' in read ? read.fault.says : 'none';
};
const idsOf = (given: unknown): string[] => templateOf(given).places.map(({ id }) => id);

describe('the text of a template', () => {
  test.each([
    ['Oi {{1}}, pedido {{2}}', ['1', '2']],
    ['Oi {{ nome }}, {{nome}} de novo', ['nome']],
    ['{{2}} antes de {{1}}', ['2', '1']],
    ['{{nome_completo}}\n{{cidade}}', ['nome_completo', 'cidade']],
    ['{{1}}', ['1']],
    ['Oi {1}, tudo [bem]?', []],
    ['Preço: R$ 10', []],
  ])('%j needs %j', (text, ids) => expect(idsOf(text)).toEqual(ids));

  test.each([
    ['Oi {{1}, tudo', 'has a "{{" or "}}" without the other'],
    ['Oi {1}}, tudo', 'has a "{{" or "}}" without the other'],
    ['Oi {{\n1}}', 'has a "{{" or "}}" without the other'],
    ['Oi {{ }}', 'has a variable without a name between its braces'],
    ['', 'is empty'],
    ['   ', 'is empty'],
    [undefined, 'is empty'],
    [{ body: 'x' }, 'is not text'],
    ['[object Object]', 'holds "[object Object]", which stands there for a whole object'],
    ['{"a":', 'begins like JSON, but is not complete'],
    ['x'.repeat(60_000), 'has 60000 characters, as no template has'],
  ])('%j is none: it %s', (text, fault) => expect(faultOf(text)).toBe(fault));

  test('shows the words around each variable, short enough for a label', () => {
    const text =
      'Olá, tudo bem por aí, {{1}}? A sua fatura de número {{numero}} já está disponível para pagamento.';
    expect(templateOf(text).places.map(({ around }) => around)).toEqual([
      'bem por aí, ___? A sua fatura de',
      'de número ___ já está',
    ]);
  });

  test('with values in it reads like the message, for whatever the values are', () => {
    const value = fc.string({ minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(value, value, (one, two) => {
        const values = new Map([
          ['1', one],
          ['nome', two],
        ]);
        expect(filledIn('a {{1}} b {{ nome }} c {{1}}', values)).toBe(`a ${one} b ${two} c ${one}`);
      }),
    );
    expect(filledIn('Oi {{1}} {{2}}', new Map([['1', '$& {{2}}']]))).toBe('Oi $& {{2}} {{2}}');
  });

  test('is read in a time that grows with its length', () => {
    const text = '{{'.repeat(20_000);
    expect(variablesIn(text)).toEqual([]);
    expect(faultOf(text)).toBe('has a "{{" or "}}" without the other');
  });
});

describe('the JSON of a template', () => {
  const components = [
    { type: 'HEADER', format: 'TEXT', text: 'Pedido de {{1}}' },
    { type: 'BODY', text: 'Oi {{1}}, pedido {{2}}' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'COPY_CODE', text: 'Copiar' },
        { type: 'URL', text: 'Ver', url: 'https://x.example' },
      ],
    },
  ];
  const ids = ['header text', '1', '2', 'coupon 1'];

  test.each([
    ['alone', { name: 'a', components }, ids],
    ['its components', components, ids],
    ['in a list of one', [{ name: 'a', components }], ids],
    ['in the answer of a list', { data: [{ name: 'a', components }], paging: {} }, ids],
    ['under its name', { template: { components } }, ids],
    ['in small letters', { components: [{ type: 'body', text: 'Oi {{nome}}' }] }, ['nome']],
    ['the words under body', { body: 'Oi {{1}}' }, ['1']],
    ['the words under text', { text: 'Oi {{1}}', id: 3 }, ['1']],
    ['the words of Gupshup', { elementName: 'a', data: 'Oi {{1}}' }, ['1']],
    ['the words inside an object', { body: { text: 'Oi {{1}}' } }, ['1']],
  ])('is understood: %s', (_name, json, expected) => {
    expect(idsOf(JSON.stringify(json))).toEqual(expected);
    expect(idsOf(`\n${JSON.stringify(json, null, 2)}  `)).toEqual(expected);
  });

  test.each([
    [{ components: [] }, 'is JSON in which no text of a template is found'],
    [{ components: [{ type: 'FOOTER', text: 'x' }] }, 'is JSON in which no text of a template is found'],
    [[{ name: 'a' }, { name: 'b' }], 'holds a list of 2 templates'],
    [{ components: [{ type: 'BODY', text: 'Oi {{1}' }] }, 'has a "{{" or "}}" without the other'],
    [
      { components: [{ type: 'LIMITED_TIME_OFFER' }, { type: 'BODY', text: 'a' }] },
      'has a part of the kind "LIMITED_TIME_OFFER", which cannot be filled in here',
    ],
    [
      { template: { template: { template: { template: { template: {} } } } } },
      'is JSON in which no text of a template is found',
    ],
  ])('%j is none', (json, fault) => expect(faultOf(JSON.stringify(json))).toBe(fault));

  test('says header and footer for who reads the message', () => {
    expect(
      templateOf(JSON.stringify({ components: [...components, { type: 'FOOTER', text: 'Loja' }] })),
    ).toMatchObject({
      header: 'Pedido de {{1}}',
      body: 'Oi {{1}}, pedido {{2}}',
      footer: 'Loja',
    });
  });
});
