import fc from 'fast-check';
import { partsOf, quotedIn, sourcesIn } from '../../nodes/shared/running/expressionParts';
import { faultAsTyped } from '../../nodes/shared/running/typedText';

describe('field A2: an expression in a field that is not switched to one', () => {
  it.each([
    'Oi {{ $json.nome }}',
    '{{$json["nome"]}}',
    "{{ $('Lead').item.json.nome }}",
    '{{ $node["Lead"].json.nome }}',
    '{{ $now }}',
    '{{ $today.plus(1, "day") }}',
    '{{ $item(0).$node["A"].json.x }}',
    '{{ $input.first().json.x }}',
    '{{ DateTime.now().toFormat("dd/MM") }}',
    ' ={{ $json.nome }}',
    '{"1": "{{ $json.nome }}"}',
    '{{ "a" + $vars.x }}',
    '{{ $fromAI("text") }}',
    'a\n{{\n$json.nome\n}}',
  ])('is a fault: %s', (typed) => {
    expect(faultAsTyped(typed)?.says).toMatch(/^holds the expression .* but is not switched to Expression/);
  });

  it.each([
    'Oi {{nome}}',
    'Oi {{1}}',
    '{{ firstName }} {{ms}} {{protocol}}',
    'R$ 10, {{ preco }}',
    '{{ $nome }}',
    '{{$1}}',
    '$',
    '',
    'US$ 5',
    'json: $jsonp',
    'Aprenda DateTime e {{ nome }}',
    '={{ $json.nome }}',
    '=Oi {{ $json.nome }}!',
    '=a } b { c',
    '{"1": "x"}',
  ])('is none: %s', (typed) => expect(faultAsTyped(typed)).toBeUndefined());
});

describe('field D7: a sign too many, or no braces', () => {
  it.each(['=={{ $json.nome }}', '= ={{ $json.nome }}', '={"1": "={{ $json.nome }}"}'])(
    'before it: %s',
    (typed) => {
      expect(faultAsTyped(typed)?.says).toMatch(/^has an equals sign before its expression/);
    },
  );

  it.each([
    '=$json.nome',
    '$json.nome',
    '$json["nome"]',
    '{ $json.nome }',
    '{$json.nome}',
    '"$json.nome"',
    'Oi $json.nome!',
    '=Oi { $json.nome }',
    '={{ $json.a }} e $json.b',
    "$('Lead').item.json.nome",
    '$node["A"].json.x',
    '$json',
    '$now',
    '=$now',
    'Oi {{ $json.nome }',
  ])('around it: %s', (typed) => {
    expect(faultAsTyped(typed)?.says).toMatch(/^holds .* outside of double braces/);
  });

  it.each([
    '=Total ={{ $json.total }}',
    '=x=={{ $json.x }}',
    '$',
    '$10',
    'A cotação do $now hoje',
    '$jsonista',
    '1 + 1 = {{x}}',
  ])('none of them: %s', (typed) => expect(faultAsTyped(typed)).toBeUndefined());

  it('is read anew among thousands of texts', () => {
    for (let place = 0; place < 2_500; place += 1) expect(faultAsTyped(`$ ${place}`)).toBeUndefined();
    expect(faultAsTyped('$json.x')).toBeDefined();
  });
});

describe('the parts of an expression', () => {
  it.each<[string, unknown]>([
    ['', []],
    ['a', [{ typed: 'a' }]],
    ['a{{ b }}c{{d}}', [{ typed: 'a' }, { code: ' b ' }, { typed: 'c' }, { code: 'd' }]],
    ['{{a}}', [{ code: 'a' }]],
    ['a {{ b', [{ typed: 'a {{ b' }]],
    ['a }} b', [{ typed: 'a }} b' }]],
  ])('of %j are %j', (text, parts) => expect(partsOf(text)).toEqual(parts));

  it('are the whole text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{{', '}}', '{', '}', 'a', '$json')), (pieces) => {
        const text = pieces.join('');
        const again = partsOf(text).map((part) => ('code' in part ? `{{${part.code}}}` : part.typed));
        expect(again.join('')).toBe(text);
      }),
    );
  });

  it.each([
    [`'a' + "b" + \`c \${d} e\``, 'a\nb\nc  e\n'],
    [`'it\\'s' + x`, 'its\n'],
    ['`a ${b', 'a '],
    ['a + b', ''],
    ["'open", 'open'],
  ])('the texts typed in %s are found', (code, texts) => expect(quotedIn(code)).toBe(texts));

  it.each<[string, string[]]>([
    ['$json.a.b', ['$json.a.b']],
    ['$json?.a?.["b c"][0]', ['$json?.a?.["b c"][0]']],
    ['$json.a.trim()', ['$json.a']],
    ["$('Lead').item.json.nome.replace('a', 'b')", ["$('Lead').item.json.nome"]],
    [
      "$('Lead').first().json.x + $input.all()[0].json.y",
      ["$('Lead').first().json.x", '$input.all()[0].json.y'],
    ],
    ['$node["A b"].json.x', ['$node["A b"].json.x']],
    ['Object.values($json)', ['$json']],
    ['$json.first(x).y', ['$json']],
    ['$ + 1', []],
    ['1 + 1', []],
    ['$json.a '.repeat(30), Array(20).fill('$json.a') as string[]],
  ])('the data named in %s is found', (code, sources) => expect(sourcesIn(code)).toEqual(sources));
});
