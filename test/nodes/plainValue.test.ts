import { plainValue } from '../../nodes/shared/running/plainValue';

/**
 * What is read without n8n's engine, and what is left to it. That the two agree is shown by
 * `test/engine/plainValue.test.ts` with the engine itself.
 */

const item = {
  name: 'Ana',
  order: 7,
  paid: false,
  none: null,
  '': 'empty name',
  'first name': 'Ana Maria',
  _id: 'a1',
  'don’t': 'curly',
  "it's": 'single',
  'say "hi"': 'double',
  lead: { phones: ['1', '2'], tags: { a: { b: 'deep' } } },
  list: ['x', ['y']],
  many: [...'abcdefghijk'],
  long: 'text',
};

test.each<[unknown, unknown]>([
  ['as it is', 'as it is'],
  ['', ''],
  ['{{ $json.name }}', '{{ $json.name }}'],
  [' ={{ $json.name }}', ' ={{ $json.name }}'],
  [7, 7],
  [true, true],
  [null, null],
  [undefined, undefined],
  [{ values: [{ name: '1', value: 'x' }] }, { values: [{ name: '1', value: 'x' }] }],
  [[], []],
])('%j is given as it is written', (written, value) => {
  expect(plainValue(written, item)).toEqual({ value });
});

test.each<[unknown]>([
  [['={{ $json.name }}']],
  [{ values: [{ name: '1', value: '={{ $json.name }}' }] }],
  [{ a: { b: { c: ['fixed', '=1'] } } }],
])('an expression inside %j is left to the engine', (written) => {
  expect(plainValue(written, item)).toBeUndefined();
});

test.each<[string, unknown]>([
  ['={{ $json.name }}', 'Ana'],
  ['={{$json.name}}', 'Ana'],
  ['={{   $json.name\n}}', 'Ana'],
  ['={{ $json.order }}', 7],
  ['={{ $json.paid }}', false],
  ['={{ $json._id }}', 'a1'],
  ['={{ $json["first name"] }}', 'Ana Maria'],
  ["={{ $json['first name'] }}", 'Ana Maria'],
  ['={{ $json["it\'s"] }}', 'single'],
  ['={{ $json[\'say "hi"\'] }}', 'double'],
  ['={{ $json[""] }}', 'empty name'],
  ["={{ $json[''] }}", 'empty name'],
  ['={{ $json.lead.phones[1] }}', '2'],
  ['={{ $json["lead"][\'phones\'][0] }}', '1'],
  ['={{ $json.lead.tags.a.b }}', 'deep'],
  ['={{ $json.list[1][0] }}', 'y'],
  ['={{ $json.many[10] }}', 'k'],
  ['={{ $json.list.length }}', 2],
  ['=Hi {{ $json.name }}!', 'Hi Ana!'],
  ['= {{ $json.name }}', ' Ana'],
  ['={{ $json.name }} ', 'Ana '],
  ['={{ $json.name }}{{ $json.long }}', 'Anatext'],
  ['={{ $json.name }}, {{ $json["first name"] }}\nline two', 'Ana, Ana Maria\nline two'],
  ['=a }b{ {{ $json.name }}', 'a }b{ Ana'],
])('%j is read from the item', (written, value) => {
  expect(plainValue(written, item)).toEqual({ value });
});

test.each<[string, string]>([
  ['=', 'an expression without anything'],
  ['=text only', 'one without a path'],
  ['={{ }}', 'an empty one'],
  ['={{ $json }}', 'the whole item'],
  ['={{ $json.none }}', 'null'],
  ['={{ $json.lead }}', 'an object'],
  ['={{ $json.missing }}', 'what the item has not'],
  ['={{ $json.name.missing }}', 'a part of a text'],
  ['={{ $json.none.missing }}', 'a part of null'],
  ['={{ $json.missing.missing }}', 'a part of what is missing'],
  ['={{ $json.order }} reais', 'a number inside a text'],
  ['=Paid: {{ $json.paid }}', 'a switch inside a text'],
  ['=Hi {{ $json.missing }}', 'what is missing inside a text'],
  ['={{ $json.name }}{{ $json.order }}', 'a number beside a path'],
  ['={{ $json.name.length + 1 }}', 'a sum'],
  ['={{ $json.name + "x" }}', 'text that is added'],
  ['={{ x$json.name }}', 'something before the path'],
  ['={{ $json.name x }}', 'something behind the path'],
  ['={{ $json.first-name }}', 'a difference'],
  ['={{ $json.1 }}', 'a number as a name'],
  ['={{ $json[name] }}', 'a name without quotes'],
  ['={{ $json["name] }}', 'a quote that does not end'],
  ['={{ $json[-1] }}', 'a place before the first'],
  ['={{ $jsonx.name }}', 'another word'],
  ['={{ $node.name }}', 'another node'],
  ['={{ $json.toString }}', 'what every object inherits'],
  ['={{ $json["__proto__"] }}', 'what the engine refuses'],
  ['={{ $json.constructor }}', 'what the engine refuses'],
  ['=a \\ {{ $json.name }}', 'a backslash'],
  ['=a ` {{ $json.name }}', 'a backtick'],
  ['={{ $json["a\\"b"] }}', 'a quote in a name'],
  ['={{ $json.name }} {{', 'braces that do not end'],
  ['=}} {{ $json.name }}', 'braces that do not begin'],
  ['={{ $json.name }} }}', 'braces that end twice'],
  ['={{ $json.name }} {{ $json.name + 1 }}', 'a path beside a sum'],
  ['={{ $json.name }} {{ 1 }} {{ $json.name }}', 'a number among paths'],
])('%j is left to the engine: %s', (written) => {
  expect(plainValue(written, item)).toBeUndefined();
});

test('a name that the engine refuses is left to it also where the item holds it', () => {
  const own = JSON.parse('{"__proto__":"x","constructor":"y","lead":{"prototype":"z"}}') as object;
  for (const path of ['["__proto__"]', '.constructor', '.lead.prototype'])
    expect(plainValue(`={{ $json${path} }}`, own)).toBeUndefined();
});

test.each([undefined, null, 'text', 7])('of the item %j there is nothing to read', (json) => {
  expect(plainValue('={{ $json.length }}', json)).toBeUndefined();
});

test('an expression is read anew for every item', () => {
  const names = ['Ana', 'Rui', 'Eva'].map((name) => plainValue('=Hi {{ $json.name }}', { name })?.value);
  expect(names).toEqual(['Hi Ana', 'Hi Rui', 'Hi Eva']);
});

test('more than a thousand expressions are each read as what they are', () => {
  const all = Array.from({ length: 2_500 }, (_, place) => `=${place}: {{ $json.name }}`);
  for (const round of [1, 2])
    for (const [place, written] of all.entries())
      expect([round, plainValue(written, item)]).toEqual([round, { value: `${place}: Ana` }]);
});
