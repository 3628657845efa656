import { savedNames, savedTemplates } from '../../core/input/saved';

const names = (savedNamesText: unknown) => savedNames({ savedNames: savedNamesText });

test.each([
  [
    'Vendas = 5\nCobrança=19',
    [
      ['Vendas', '5'],
      ['Cobrança', '19'],
    ],
  ],
  ['  Vendas  =  5  \r\n\r\n# nota\n', [['Vendas', '5']]],
  ['a = b = 7', [['a = b', '7']]],
  ['5', [['5', '5']]],
  ['= 5', [['5', '5']]],
  ['Vendas =', []],
  ['Vendas = 5\nVendas = 5', [['Vendas', '5']]],
  [
    'Vendas = 5\nVendas = 6',
    [
      ['Vendas (5)', '5'],
      ['Vendas (6)', '6'],
    ],
  ],
  ['\u200bVendas\u00a0= 5\u200b', [['\u200bVendas'.replace('\u200b', ''), '5']]],
  [undefined, []],
  [{}, []],
])('the names in %j are %j', (text, expected) => {
  expect(names(text).map(({ name, value }) => [name, value])).toEqual(expected);
});

test('templates are rows with an ID; without a name the ID is one', () => {
  expect(
    savedTemplates({
      savedTemplates: {
        values: [
          { name: ' Pedido ', id: ' order ', text: 'Oi {{1}}' },
          { name: '', id: 7 },
          { name: 'x', id: '' },
          null,
          'y',
        ],
      },
    }),
  ).toEqual([
    { name: 'Pedido', id: 'order', text: 'Oi {{1}}' },
    { name: '7', id: '7', text: '' },
  ]);
  for (const given of [undefined, null, {}, { values: 'x' }, 'text'])
    expect(savedTemplates({ savedTemplates: given })).toEqual([]);
});
