import fc from 'fast-check';
import type { HttpRequest } from '../../core/contract/http';
import { withoutSecrets, withSecrets } from '../../core/contract/secretPlaces';
import { readCommand } from '../../core/curl/command';
import { commandsOf } from '../../core/curl/credential';
import { fill, type Values } from '../../core/curl/fill';
import { letterOf, type Letter } from '../../core/curl/letter';
import type { Sample } from '../../core/curl/marks';
import { SecretValues } from '../../core/curl/secrets';
import { growsTooFast } from '../support/growth';

const letter = (command: string, samples: Sample[] = [], secret = ''): Letter =>
  letterOf(readCommand(command), samples, new SecretValues(secret));

const filled = (command: string, values: Partial<Values>, samples?: Sample[], secret?: string): HttpRequest =>
  fill(letter(command, samples, secret), { number: '5511999990000', ...values }, 'Text Command');

const written = ({ body }: HttpRequest): string =>
  body?.kind === 'jsonText'
    ? body.pieces.map((piece) => (typeof piece === 'string' ? piece : '(file)')).join('')
    : '';

const json = (request: HttpRequest): unknown => JSON.parse(written(request));

const JSON_COMMAND = `curl https://a.example/{{number}}/x -d '{"to":"{{number}}","list":[1,{"text":"a {{text}} b"}],"big":12345678901234567890}'`;

/** Whatever people write, but for what no text has. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '"',
      '\\',
      '\n\r\t',
      '{{number}}',
      '{{secret}}',
      '$HOME `x` $(y)',
      "'",
      '%00&a=b+c',
      '"},"to":"55',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  .filter((text) => Buffer.from(text).toString() === text && !/[\uFDD0-\uFDD3]/.test(text));

describe('a value comes through exactly', () => {
  test('inside the strings of JSON, which keeps its order and its digits', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const request = filled(JSON_COMMAND, { text });
        expect(json(request)).toEqual({
          to: '5511999990000',
          list: [1, { text: `a ${text} b` }],
          big: 12345678901234567890,
        });
        expect(written(request)).toContain('"big":12345678901234567890}');
        expect(Object.keys(json(request) as object)).toEqual(['to', 'list', 'big']);
      }),
    );
  });

  test('in a field of a form, in the query and in a part', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const form = filled(`curl 'https://a.example/x?q={{text}}' -d 'to={{number}}&text=<{{text}}>'`, {
          text,
        });
        expect(form.query).toEqual({ q: text });
        expect(form.body).toEqual({ kind: 'form', fields: { to: '5511999990000', text: `<${text}>` } });
        const parts = filled(`curl https://a.example -F to={{number}} -F 'text={{text}}'`, { text });
        expect(parts.body).toEqual({
          kind: 'multipart',
          parts: [
            { name: 'to', value: '5511999990000' },
            { name: 'text', value: text },
          ],
        });
      }),
    );
  });

  test('in JSON that is written into a field', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const request = filled(
          `curl https://a.example -d to={{number}} --data-urlencode 't={"a":["{{text}}"]}'`,
          { text },
        );
        const { fields } = request.body as { fields: Record<string, string> };
        expect(JSON.parse(fields['t'] ?? '')).toEqual({ a: [text] });
      }),
    );
  });

  test('in JSON that is the text of a string, however deep', () => {
    const inner = JSON.stringify({ a: ['{{text}}'], b: JSON.stringify({ c: 'x {{text}}' }), d: '{"e":1}' });
    const command = `curl https://a.example -d '${JSON.stringify({ to: '{{number}}', payload: inner })}'`;
    fc.assert(
      fc.property(anyText, (text) => {
        const { to, payload } = json(filled(command, { text })) as Record<string, string>;
        const { a, b, d } = JSON.parse(payload ?? '') as Record<string, string>;
        expect([to, a, JSON.parse(b ?? ''), d]).toEqual([
          '5511999990000',
          [text],
          { c: `x ${text}` },
          '{"e":1}',
        ]);
      }),
    );
  });

  test('in the path, where it stays one word', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => !['', '.', '..'].includes(text)),
        (text) => {
          const { url } = filled(`curl https://a.example/s/{{text}}/end -d to={{number}}`, { text });
          const parts = new URL(url).pathname.split('/');
          expect([parts.length, parts[1], parts[3]]).toEqual([4, 's', 'end']);
          expect(decodeURIComponent(parts[2] ?? '')).toBe(text);
        },
      ),
    );
  });
});

test.each(['..', '.', ''])('a path does not lead elsewhere by the value %j', (text) => {
  expect(() => filled('curl https://a.example/{{text}}/x -d to={{number}}', { text })).toThrow(
    /lead elsewhere/,
  );
});

test.each(['a\r\nX-Evil: 1', 'ç', '\u0000'])('a header does not take the value %j', (text) => {
  expect(() => filled(`curl https://a.example -H 'X-Text: {{text}}' -d to={{number}}`, { text })).toThrow(
    /the header "X-Text"/,
  );
});

test('a value with a sign of ours is refused, so that nobody can ask for the secret', () => {
  expect(() => filled(JSON_COMMAND, { text: 'x \uFDD0text-0\uFDD1' })).toThrow(/no text has/);
});

describe('variables of a template', () => {
  const variables = [
    { name: '1', value: 'Ana "A"' },
    { name: '2', value: '12' },
  ];
  const named = [{ name: 'nome', value: 'Ana' }];
  const command = (inside: string) => `curl https://a.example -d '{"to":"{{number}}","v":${inside}}'`;

  test.each([
    ['"{{variables}}"', variables, ['Ana "A"', '12']],
    ['"{{variables}}"', named, { nome: 'Ana' }],
    ['"{{variables as object}}"', variables, { 1: 'Ana "A"', 2: '12' }],
    ['"{{variables as list}}"', named, ['Ana']],
    ['"{{variable 2}}, {{ variable 1 }}"', variables, '12, Ana "A"'],
    ['[{"type":"text","text":"{{variable nome}}"}]', named, [{ type: 'text', text: 'Ana' }]],
    ['"{{variables}}"', [], []],
  ])('%s with %j', (inside, given, expected) => {
    expect(json(filled(command(inside), { variables: given }))).toMatchObject({ v: expected });
  });

  test('one that is missing is named', () => {
    expect(() => filled(command('"{{variable 3}}"'), { variables })).toThrow(/needs \{\{variable 3\}\}/);
  });
});

describe('a sample in the place of a mark', () => {
  test('leaves what stands around it, also in a number that is written as one', () => {
    const samples: Sample[] = [
      { sample: '5511900001111', mark: 'number' },
      { sample: '15', mark: 'template' },
    ];
    const command = `curl https://a.example -d '{"chatId":"5511900001111@c.us","id":15,"other":150}'`;
    expect(written(filled(command, { template: '27' }, samples))).toBe(
      '{"chatId":"5511999990000@c.us","id":27,"other":150}',
    );
    expect(() => filled(command, { template: 'a' }, samples)).toThrow(/stands as a number/);
  });

  test('may be the name of a field, too', () => {
    const samples: Sample[] = [
      { sample: '5511900001111', mark: 'number' },
      { sample: 'message', mark: 'text' },
    ];
    const inJson = `curl https://a.example -d '{"to":"5511900001111","message":"message"}'`;
    expect(json(filled(inJson, { text: 'a' }, samples))).toEqual({ to: '5511999990000', message: 'a' });
    const form = filled(
      'curl https://a.example -d to=5511900001111 -d message=message',
      { text: 'a' },
      samples,
    );
    expect(form.body).toEqual({ kind: 'form', fields: { to: '5511999990000', message: 'a' } });
  });
});

describe('a file', () => {
  const file = {
    fileName: 'nota.pdf',
    mimeType: 'application/pdf',
    size: 1,
    async *stream() {
      yield Buffer.from('x');
    },
  };

  test('goes where the command names one, or into a string of JSON as its base64 text', () => {
    const form = filled(`curl https://a.example -F to={{number}} -F 'doc=@/home/x.jpg;type=image/jpeg'`, {
      file,
    });
    expect(form.body).toMatchObject({
      parts: [{}, { name: 'doc', file: { fileName: 'nota.pdf', mimeType: 'application/pdf' } }],
    });
    const inJson = filled(
      `curl https://a.example -d '{"to":"{{number}}","f":"data:{{mime_type}};base64,{{file}}"}'`,
      { file },
    );
    expect(written(inJson)).toBe('{"to":"5511999990000","f":"data:application/pdf;base64,(file)"}');
  });

  test('goes into no field of a form', () => {
    expect(() => filled(`curl https://a.example -d 'to={{number}}&f={{file}}'`, { file })).toThrow(
      /no file can be sent/,
    );
  });
});

test.each([
  [`-H 'Content-Type: application/vnd.api+json' -d '{"to":"{{number}}"}'`, 'application/vnd.api+json'],
  [`-H 'Content-Type: text/plain' -d '{"to":"{{number}}"}'`, undefined],
  [`-H 'Content-Type: application/x-www-form-urlencoded' -d '{"to":"{{number}}"}'`, undefined],
  [`-H 'Content-Type: application/json' -F to={{number}}`, undefined],
  [`-H 'Content-Type: application/json' -G -d to={{number}}`, undefined],
])('a type stands over that of the body where it is one of JSON and the body is, too: %s', (rest, type) => {
  const { headers } = filled(`curl https://a.example ${rest}`, {});
  expect(headers?.['Content-Type']).toBe(type);
});

describe('a second number of the sample', () => {
  const samples: Sample[] = [{ sample: '5511900001111', mark: 'number' }];

  test.each([
    `curl https://a.example -d '{"to":["5511900001111","5511900002222"]}'`,
    `curl https://a.example -d '{"to":["5511900002222", "5511900001111@c.us"]}'`,
    `curl https://a.example -d '{"to":[5511900002222,5511900001111]}'`,
    `curl https://a.example -d '{"to":"5511900001111,5511900002222"}'`,
    `curl https://a.example -d 'to=5511900001111;+5511900002222'`,
    `curl https://a.example -d 'to=5511900002222, {{number}}'`,
    `curl https://a.example -d '[{"to":"5511900001111","text":"a"},{"to":"5511900002222","text":"b"}]'`,
  ])('would get every message, so it is refused: %s', (command) => {
    expect(() => letter(command, samples)).toThrow(/another number beside.*Remove it/);
  });

  test.each([
    `curl https://a.example -d '{"from":"5511900002222","to":"5511900001111"}'`,
    `curl https://a.example -d '{"from":{"phone":"5511900002222"},"to":{"phone":"5511900001111"}}'`,
    `curl https://a.example -d '{"to":["5511900001111"],"cc":["5511900002222"],"queue":[15,16]}'`,
    `curl https://a.example -d '{"to":["5511900001111","5511900001111"]}'`,
    `curl https://a.example -d 'to=5511900001111&source=5511900002222'`,
    `curl https://a.example -d '{"text":"{{number}}, 10 itens, pedido 123456789"}'`,
  ])('may be that of the sender or anything else: %s', (command) => {
    expect(() => letter(command, samples)).not.toThrow();
  });
});

describe('what is not known', () => {
  test.each([
    ['{{instance}}', `curl https://a.example/{{instance}}/x -d to={{number}}`],
    ['$INSTANCE', `curl "https://a.example/$INSTANCE/x" -d to={{number}}`],
    ['<channel>', `curl https://a.example -d '{"to":"{{number}}","c":"<channel>"}'`],
    [':phoneId', `curl https://a.example/:phoneId/messages -d to={{number}}`],
    ['{{apiUrl}}', `curl '{{apiUrl}}/x' -d to={{number}}`],
    ['{{number}}', `curl https://{{number}}.example/x -d a=b`],
  ])('is refused by its name: %s', (name, command) => {
    expect(() => letter(command)).toThrow(name);
  });

  test.each([
    `curl https://a.example -d '{"{{number}}":"x"}'`,
    `curl https://a.example -d '{{number}}=x'`,
    `curl 'https://a.example?a=1&a=2' -d to={{number}}`,
    `curl https://a.example -H 'Cookie: a=b' -d to={{number}}`,
  ])('as is what cannot be filled in: %s', (command) => {
    expect(() => letter(command)).toThrow(/name of a field|twice|cookies/);
  });
});

test.each([
  `curl https://a.example -d to={{number}} --data-urlencode 'template={"id":"a","params":[{{variables}}]}'`,
  `curl https://a.example -F to={{number}} -F 'template={"id":"a","params":"{{variable 1}}}'`,
  `curl https://a.example -d '{"to":"{{number}}","template":"{\\"params\\":{{variables}}}"}'`,
])('a mark in JSON that is none is refused, wherever that stands: %s', (command) => {
  expect(() => letter(command)).toThrow(/the field "template" that is not valid.* inside double quotes/);
});

describe('secrets', () => {
  const REAL = 'k3y-9f86d081884c7d65';
  const FIELD = 'field-1b4f0e9851971998';

  const places: Array<[where: string, command: (secret: string) => string]> = [
    ['in Authorization', (s) => `curl https://a.example -H 'Authorization: Bearer ${s}' -d to={{number}}`],
    ['in a header of the vendor', (s) => `curl https://a.example -H 'apikey: ${s}' -d to={{number}}`],
    ['in D360-API-KEY', (s) => `curl https://a.example -H 'D360-API-KEY: ${s}' -d to={{number}}`],
    ['in Client-Token', (s) => `curl https://a.example -H 'Client-Token: ${s}' -d to={{number}}`],
    ['in the query', (s) => `curl 'https://a.example/x?access_token=${s}' -d to={{number}}`],
    ['in the query as pass', (s) => `curl 'https://a.example/x?user=me&pass=${s}' -d to={{number}}`],
    [
      'in a header that ends with key',
      (s) => `curl https://a.example -H 'X-Product-Key: ${s}' -d to={{number}}`,
    ],
    [
      'in the path behind an instance',
      (s) => `curl 'https://a.example/waInstance11/send/${s}/1' -d to={{number}}`,
    ],
    ['in the path behind token', (s) => `curl 'https://a.example/token/${s}/send' -d to={{number}}`],
    ['in a field of a form', (s) => `curl https://a.example -d to={{number}} -d 'token=${s}'`],
    ['in a part', (s) => `curl https://a.example -F to={{number}} -F 'api_key=${s}'`],
    ['in JSON', (s) => `curl https://a.example -d '{"to":"{{number}}","apiKey":"${s}"}'`],
    ['as a password', (s) => `curl https://a.example -u 'me:${s}' -d to={{number}}`],
    ['as a user without a password', (s) => `curl https://a.example -u '${s}:' -d to={{number}}`],
  ];

  const shown = (request: HttpRequest): string => JSON.stringify(request);

  describe.each(places)('%s', (where, command) => {
    test('the one of the command is kept out of the request and put in by who signs', () => {
      const secrets = new SecretValues('');
      const made = fill(letterOf(readCommand(command(REAL)), [], secrets), { number: '55' }, 'Text Command');
      expect(shown(made)).not.toContain(REAL);
      expect(secrets.values).toEqual(['', REAL]);
      const plain = withSecrets(shown(made), secrets.values);
      const encoded = [Buffer.from(`me:${REAL}`), Buffer.from(`${REAL}:`)].map((each) =>
        each.toString('base64'),
      );
      expect([REAL, ...encoded].some((each) => plain.includes(each))).toBe(true);
    });

    test('the field stands in its place when it is filled in, and a word is shown', () => {
      const secrets = new SecretValues(FIELD);
      for (const inPlace of [REAL, 'YOUR_TOKEN', 'sua_api_key_aqui', '{{secret}}']) {
        const made = fill(
          letterOf(readCommand(command(inPlace)), [], secrets),
          { number: '55' },
          'Text Command',
        );
        expect(secrets.values).toEqual([FIELD]);
        expect(withoutSecrets(shown(made))).toContain('[secret]');
        expect(withSecrets(shown(made), ['?'])).not.toContain(inPlace);
      }
    });

    test.each([
      'YOUR_TOKEN',
      'VALOR_TOKEN',
      'TOKEN_DO_SEU_CANAL',
      '<token>',
      'xxxx',
      '{{token}}',
      'sua_api_key',
      '',
    ])('what stands there for one is refused without the field: %s', (standIn) => {
      // A user without a password is a key itself.
      if (where === 'as a password' && standIn === '') return;
      const reading = () => letter(command(standIn));
      expect(reading).toThrow(/Fill in "Secret"|Put the value in its place/);
    });
  });

  test('with several of them the field stands where the stand-in or the mark does', () => {
    const two = (a: string, b: string) =>
      `curl https://a.example/token/${a}/x -H 'Client-Token: ${b}' -d to={{number}}`;
    const urlAnd = (command: string) => {
      const { url, headers } = filled(command, {}, [], FIELD);
      return withoutSecrets(`${url} ${headers?.['Client-Token']}`).length > 0
        ? withSecrets(`${url} ${headers?.['Client-Token']}`, ['F', 'C'])
        : '';
    };
    expect(urlAnd(two(REAL, 'YOUR_TOKEN'))).toBe('https://a.example/token/C/x F');
    expect(urlAnd(two('{{secret}}', REAL))).toBe('https://a.example/token/F/x C');
    expect(() => letter(two(REAL, 'another-9f86d0'), [], FIELD)).toThrow(/several places for a secret/);
    expect(() => letter(two('{{secret}}', 'YOUR_TOKEN'), [], FIELD)).toThrow(
      /no secret in the header Client-Token/,
    );
  });

  test('a value that a sample says the meaning of is none, whatever its name', () => {
    const command = `curl https://a.example -d '{"to":"{{number}}","token":"ABC123"}'`;
    const samples: Sample[] = [{ sample: 'ABC123', mark: { variable: 'token' } }];
    const variables = [{ name: 'token', value: '998877' }];
    expect(json(filled(command, { variables }, samples))).toEqual({ to: '5511999990000', token: '998877' });
  });

  test('the key that tells two requests apart is none', () => {
    const secrets = new SecretValues('');
    letterOf(
      readCommand(`curl https://a.example -H 'Idempotency-Key: ${REAL}' -d to={{number}}`),
      [],
      secrets,
    );
    expect(secrets.values).toEqual(['']);
  });

  test('a command without any is taken', () => {
    expect(() => letter('curl https://a.example -d to={{number}}')).not.toThrow();
  });
});

describe('no sentence shows what may be a secret', () => {
  const REAL = 'k3y-9f86d081884c7d65';

  test.each([
    `curl https://a.example -H apikey: ${REAL} -d to=55`,
    `curl -H apikey: ${REAL} https://a.example -d to=55`,
    `curl https://a.example -H '${REAL}'`,
    `curl https://a.example -H 'apikey=${REAL}'`,
    `curl https://a.example -F ${REAL}`,
    `curl https://a.example -d @${REAL}`,
    `curl https://a.example -X ${REAL}`,
    `curl https://a.example -H 'Content-Type: ${REAL}' -d a=b`,
    `curl a.example/token/${REAL}/send -d to=55`,
    `curl a.example?token=${REAL} -d to=55`,
    `curl https://a.example -H 'content-type: application/json' -d '{"token":"${REAL},"to":"55"}'`,
    `curl https://a.example -d '{"token":${REAL},"to":"55"}'`,
    `curl https://a.example/${REAL} https://a.example/${REAL}`,
    `Invoke-RestMethod https://a.example -Headers @{ apikey = "${REAL}" }`,
    `${REAL}`,
    `https://a.example?token=${REAL}`,
    `TOKEN=${REAL}\ncurl https://a.example -H "apikey: $TOKEN"`,
  ])('%s', (textCommand) => {
    const { refused } = commandsOf({ textCommand }) as { refused: string };
    expect(refused).toMatch(/^"Text Command" .{10,}\. .{8,}\.$/s);
    expect(refused).not.toContain(REAL.slice(0, 8));
    expect(refused).not.toContain(REAL.slice(-8));
  });
});

describe('a credential', () => {
  const text = `curl https://a.example -d 'to={{number}}&text={{text}}'`;

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no command', {}, /^"Text Command" is empty/],
    [
      'no place for the number',
      { textCommand: 'curl https://a.example -d text={{text}}' },
      /^"Text Command" does not say where the number goes/,
    ],
    [
      'no place for the text',
      { textCommand: 'curl https://a.example -d to={{number}}' },
      /where the text goes/,
    ],
    [
      'no place for media',
      { mediaCommand: 'curl https://a.example -d to={{number}}' },
      /^"Media Command" .*the media goes/,
    ],
    ['an address without TLS', { textCommand: text.replace('https', 'http') }, /Allow Plain HTTP/],
    [
      'an address of a network',
      { textCommand: text.replace('a.example', '10.0.0.7') },
      /inside a network.*Allow Plain HTTP/,
    ],
    [
      'a sample that stands nowhere',
      { textCommand: text, marks: { values: [{ sample: 'nobody', mark: 'number' }] } },
      /^"Marks" names "nobody"/,
    ],
    [
      'a sample without a meaning',
      { textCommand: text, marks: { values: [{ sample: 'to', mark: 'variable' }] } },
      /^"Marks" does not say/,
    ],
    ['what cannot be read', { templateCommand: 'curl' }, /^"Template Command" names no address/],
  ])('with %s is refused by the field', (_what, fields, says) => {
    expect(commandsOf(fields)).toEqual({ refused: expect.stringMatching(says) });
  });

  test.each([text.replace('https', 'http').replace('a.example', '127.0.0.1:5000'), text])(
    'with %s is taken',
    (textCommand) => {
      expect(commandsOf({ textCommand })).toHaveProperty('letters.textCommand');
    },
  );

  test("of a server of one's own is taken with the switch", () => {
    const textCommand = text.replace('https', 'http').replace('a.example', '10.0.0.7:8080');
    expect(commandsOf({ textCommand, allowPlainHttp: true })).toHaveProperty('letters.textCommand');
  });
});

describe('the time of reading grows no faster than the command', () => {
  test.each<[string, (size: number) => string]>([
    ['quotes', (size) => `curl https://a.example -d '${"'".repeat(size)}`],
    ['escaped quotes', (size) => `curl https://a.example -d "${'\\"'.repeat(size / 2)}"`],
    ['words', (size) => `curl https://a.example ${'a '.repeat(size / 2)}`],
    ['braces', (size) => `curl https://a.example -d 'a=${'{{'.repeat(size / 2)}'`],
    ['closing braces', (size) => `curl https://a.example -d 'a=${'{{ }'.repeat(size / 4)}'`],
    ['JSON', (size) => `curl https://a.example -d '${'['.repeat(size / 2)}${']'.repeat(size / 2)}'`],
    ['strings of JSON', (size) => `curl https://a.example -d '["a"${',"b"'.repeat(size / 4)}]'`],
    ['dollars', (size) => `curl https://a.example -d "${'$a'.repeat(size / 2)}"`],
    ['backslashes', (size) => `curl https://a.example ${'\\'.repeat(size)}`],
    ['blanks', (size) => `curl https://a.example \\${' '.repeat(size)}x`],
    ['fields', (size) => `curl https://a.example -d '${'a&'.repeat(size / 2)}'`],
    ['operators', (size) => `curl https://a.example ${'<'.repeat(size)}`],
    ['remarks', (size) => `${'#\n'.repeat(size / 2)}curl`],
    ['lines of content below', (size) => `curl https://a.example -d @- <<E\n${'E \n"'.repeat(size / 4)}`],
    ['beginnings of content', (size) => `curl https://a.example -d @- ${'<<E '.repeat(size / 4)}`],
    [
      'lists of numbers',
      (size) => `curl https://a.example -d '["{{number}}"${',"55119000022"'.repeat(size / 14)}]'`,
    ],
    ['digits', (size) => `curl https://a.example -d 'to={{number}}${'1'.repeat(size)}'`],
    ['lines above', (size) => `${'a\n'.repeat(size / 2)}curl https://a.example`],
    ['fences', (size) => '`'.repeat(size)],
    ['words before a colon', (size) => `${'a '.repeat(size / 2)}:`],
    ['lines of remarks behind it', (size) => `curl https://a.example${'\n#'.repeat(size / 2)}`],
    ['entities', (size) => `curl https://a.example -d {${'&quot;'.repeat(size / 6)}`],
    ['signs of cmd', (size) => `curl ^"${'^"'.repeat(size / 2)}`],
    ['doubled quotes', (size) => `curl https://a.example -d "{${'""'.repeat(size / 2)}`],
    ['blanks in JSON', (size) => `curl https://a.example -d '{${'\u00A0"'.repeat(size / 2)}'`],
    [
      'JSON inside JSON',
      (size) => `curl https://a.example -d '${JSON.stringify({ a: `[${'"b",'.repeat(size / 8)}1]` })}'`,
    ],
    ['hashes', (size) => `curl https://a.example "${'$2b$10$'.repeat(size / 7)}"`],
    ['dashes', (size) => `curl https://a.example ${'–'.repeat(size)}`],
    ['slashes', (size) => `curl https://a.example${'/'.repeat(size)} -d to={{number}}`],
  ])('with many %s', (_what, command) => {
    const trouble = growsTooFast((size) => {
      const textCommand = command(Math.min(size, 65_000));
      return () => void commandsOf({ textCommand });
    });
    expect(trouble).toBeUndefined();
  });
});
