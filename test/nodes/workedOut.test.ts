import { aloneInBlanks, faultInResult } from '../../nodes/shared/running/workedOut';

/** What is wrong with a result, where the engine gives these values for the codes; it fails for any other. */
function says(written: string, given: unknown, values: Record<string, unknown> = {}, isKey = false) {
  const evaluate = (code: string) => {
    const name = code.trim();
    return Object.hasOwn(values, name) ? { value: values[name] } : undefined;
  };
  return faultInResult(written, given, evaluate, isKey)?.says;
}

const WORD = (word: string) => `would say "${word}", because its expression has no value for this item`;
const MISSING = 'is missing a part, because its expression has no value for this item';

describe('field D6: a word that stands where a value is missing', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ["={{ 'Oi ' + $json.x }}", 'Oi undefined', { '$json.x': undefined }, 'undefined'],
    ['=Oi {{ a() }}', 'Oi null', { 'a()': 'null' }, 'null'],
    ['=R$ {{ a() }}', 'R$ NaN', { 'a()': 'NaN' }, 'NaN'],
    ['=R$ {{ 1 / 0 }}', 'R$ Infinity', { '1 / 0': Infinity }, 'Infinity'],
    ['=Até {{ d() }}', 'Até Invalid DateTime', { 'd()': 'Invalid DateTime' }, 'Invalid DateTime'],
    ['=Até {{ d() }}', 'Até Invalid Date', {}, 'Invalid Date'],
    [
      '=Até {{ d }}',
      'Até Wed Nov 25 2026 00:00:00 GMT+0000 (Coordinated Universal Time)',
      { d: new Date(0) },
      'Wed Nov 25 2026 00:00:00 GMT+0000',
    ],
    ['=Oi {{ f }}', 'Oi function toUpperCase() { [native code] }', {}, '[native code]'],
    ['=Oi {{ $json }}', 'Oi [object Object]', { $json: {} }, '[object Object]'],
  ])('%s giving %j', (written, given, values, word) => {
    expect(says(written, given, values)).toBe(WORD(word));
  });

  it.each<[string, unknown, Record<string, unknown>]>([
    ['=Oi {{ $json.x }}', 'Oi Ana', {}],
    ['={{ $json.x }}', undefined, {}],
    ['=undefined {{ a() }}', 'undefined Ana', { 'a()': 'Ana' }],
    ["={{ 'null' + a() }}", 'null', {}],
    ["={{ 'Oi ' + $json.x }}", 'Oi null', { '$json.x': 'null' }],
    ['={{ $json.x.trim() }}', 'NaN', { '$json.x': ' NaN ' }],
    ['={{ Object.values($json).join() }}', 'null', { $json: { a: [{ b: 'null' }] } }],
    ['={{ JSON.stringify($json) }}', '{"a":null}', { $json: { a: null } }],
    ['={{ $fromAI("text") }}', 'What undefined means', {}],
    ['={{ a() }}', 'Nullo annulled nullable BaNaNa Infinitypool', { 'a()': 'x' }],
  ])('is none in %s giving %j', (written, given, values) => {
    expect(says(written, given, values)).toBeUndefined();
  });

  it('is looked for in data that refers to itself, too', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(says("={{ 'Oi ' + $json.x + $json }}", 'Oi undefined', { $json: circle })).toBe(WORD('undefined'));
  });
});

describe('field D4: a part of a key', () => {
  const key = (value: unknown, given = `l-${String(value)}`) => says('=l-{{ a }}', given, { a: value }, true);

  it.each([undefined, null, NaN, Infinity, [], ['a'], {}])('that is %p makes it none', (value) => {
    expect(key(value)).toBe(MISSING);
  });

  it.each(['', ' ', '\u200B'])('that is all and empty makes it none: %j', (value) =>
    expect(key(value)).toBe(MISSING),
  );

  it.each([0, false, 'A', 7, 'Null'])('may be %p', (value) => expect(key(value)).toBeUndefined());

  it('may be empty beside another one, or a date that writes itself', () => {
    expect(says('=l-{{ a }}{{ b }}', 'l-1', { a: '1', b: '' }, true)).toBeUndefined();
    expect(says('=l-{{ a }}', 'l-2026', { a: { toString: () => '2026' } }, true)).toBeUndefined();
    const odd = {
      toString: () => {
        throw new Error('no words');
      },
    };
    expect(says('=l-{{ a }}', 'l-', { a: odd }, true)).toBe(MISSING);
  });

  it('is not asked for where there is one expression and nothing else', () => {
    expect(says('={{ a }}', '', {}, true)).toBeUndefined();
    expect(says('={{ a }}', 'A', {}, true)).toBeUndefined();
  });
});

test('field D5 a number inside a text that loses digits is a fault, a text of digits is none', () => {
  expect(says('=n {{ a }}', 'n 12345678901234567000', { a: 12345678901234567890 })).toMatch(/more digits/);
  expect(says('=n {{ a }}', 'n 2.37e+46', { a: 2.37e46 })).toMatch(/more digits/);
  expect(says('=n {{ a }}', 'n 12345678901234567890', { a: '12345678901234567890' })).toBeUndefined();
  expect(says('=n {{ a }}', 'n 1234567890123456', { a: 1234567890123456 })).toBeUndefined();
});

test('field D15 a part that is a cell without a result is a fault, a hashtag is none', () => {
  expect(says('=Oi {{ a }}', 'Oi #N/D', { a: '#N/D' })).toBe(
    'holds "#N/D", a spreadsheet cell whose formula has no result',
  );
  expect(says('=Oi {{ a }}', 'Oi #promo', { a: '#promo' })).toBeUndefined();
});

test.each<[string, string | undefined]>([
  ['={{ a }} ', ' a '],
  ['=\n{{a}}\n', 'a'],
  ['={{ a }}', undefined],
  ['=x {{ a }}', undefined],
  ['={{ a }} {{ b }}', undefined],
  ['=  ', undefined],
])('field D17 what stands alone in the blanks of %j is %j', (written, code) => {
  expect(aloneInBlanks(written)).toBe(code);
});
