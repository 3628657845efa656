import fc from 'fast-check';
import { asObject, variables } from '../../core/contract/variables';

const read = (given: unknown) => variables.parse(given);

const refusal = (given: unknown): string => {
  const result = variables.safeParse(given);
  if (result.success) throw new Error('They were taken.');
  return result.error.issues[0]?.message ?? '';
};

const CORRECT = 'Correct it under "Variables".';

describe('variables', () => {
  const expected = [
    { name: 'nome', value: 'João' },
    { name: 'total', value: '12.5' },
  ];

  it.each([
    [
      'a list of names and values',
      [
        { name: 'nome', value: 'João' },
        { name: ' total ', value: 12.5 },
      ],
    ],
    ['an object', { nome: 'João', total: 12.5 }],
    ['the JSON text of an object', '{"nome": "João", "total": 12.5}'],
  ])('may be %s', (_form, given) => {
    expect(read(given)).toEqual(expected);
  });

  it.each([undefined, null, '', '{}', '[]', [[]], [{}]])('may be left out: %j', (given) => {
    expect(read(Array.isArray(given) ? given[0] : given)).toBeUndefined();
  });

  it('with numbers for names are put in the order of the numbers', () => {
    const given = [10, 2, 1, 3, 4, 5, 6, 7, 8, 9].map((place) => ({
      name: String(place),
      value: `v${place}`,
    }));
    expect(read(given)?.map(({ name }) => name)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it('with names keep the order in which they are given', () => {
    expect(read({ z: 1, a: 2, m: 3 })?.map(({ name }) => name)).toEqual(['z', 'a', 'm']);
  });

  it.each([
    ['{"nome": ', '"Variables" is not valid JSON. Write it like {"name": "Maria"}, with double quotes.'],
    ['7', '"Variables" must be an object of names and values. Write it like {"name": "Maria"}.'],
    [7, '"Variables" must be an object of names and values. Write it like {"name": "Maria"}.'],
    [['a'], '"Variables" must be a list of names and values. Write it like {"name": "Maria"}.'],
    [[{ name: '', value: 'a' }], `A variable under "Variables" has no name. ${CORRECT}`],
    [
      [
        { name: 'a', value: '1' },
        { name: 'a', value: '2' },
      ],
      `The variable "a" is there twice. ${CORRECT}`,
    ],
    [{ a: '' }, `The variable "a" has no value. ${CORRECT}`],
    [{ a: null }, `The variable "a" has no value. ${CORRECT}`],
    [{ a: { b: 1 } }, `The variable "a" is a list or an object, not text. ${CORRECT}`],
    [
      { a: 'x'.repeat(1025) },
      `The variable "a" has 1025 characters, more than the 1024 that fit. ${CORRECT}`,
    ],
    [
      { a: 'two\nlines' },
      `The variable "a" has a line break, a tab or more than four spaces in a row, which WhatsApp refuses in templates. ${CORRECT}`,
    ],
    [{ 1: 'a', 3: 'c' }, `The variable "2" is missing. ${CORRECT}`],
  ])('H11 such as %j are refused', (given, sentence) => {
    expect(refusal(given)).toBe(sentence);
  });

  it('become an object of own properties, whatever their names are', () => {
    const names = fc.uniqueArray(
      fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('toString', 'valueOf')),
    );
    fc.assert(
      fc.property(names, (all) => {
        const object = asObject(all.map((name) => ({ name, value: 'v' })));
        expect(Object.keys(object).sort()).toEqual([...all].sort());
        expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      }),
    );
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'are refused by name where n8n would drop them: %s',
    (name) => {
      expect(() => asObject([{ name, value: 'v' }])).toThrow(
        `The variable "${name}" has a name that n8n does not send.`,
      );
    },
  );
});
