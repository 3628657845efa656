import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';
import { KeyDatabase } from '../support/keyDatabase';

/** Values as people give them, through the real nodes in n8n's engine: what is sent, and what is refused by which sentence. */

const world = simulated();
const database = new KeyDatabase();

beforeAll(async () => await database.install());
beforeEach(() => database.forget());

const TO = '5511999999999';

const told = async (run: Run): Promise<unknown[]> =>
  ((await runNode(run)).outputs[0] ?? []).map(({ json }) => json['error'] ?? json['outcome']);

/** Sends a text for each of these items. */
const text = (
  parameters: INodeParameters,
  items: INodeExecutionData[] = itemsOf({}),
  more: Partial<Run> = {},
): Run => ({
  node: 'sendText',
  parameters: { vendor: 'interflow', to: TO, text: 'Hello', ...parameters },
  items,
  credential: world.accounts.interflowV1,
  onError: 'continueRegularOutput',
  ...more,
});

const template = (parameters: INodeParameters, items: INodeExecutionData[] = itemsOf({})): Run => ({
  node: 'sendTemplate',
  parameters: { vendor: 'interflow', to: TO, template: 'hello_world', language: 'en_US', ...parameters },
  items,
  credential: world.accounts.interflowV1,
  onError: 'continueRegularOutput',
});

const campaign = (parameters: INodeParameters, items: INodeExecutionData[] = itemsOf({})): Run => ({
  node: 'addToCampaign',
  parameters: { vendor: 'talkme', to: TO, campaign: '12345', ...parameters },
  items,
  credential: world.accounts.talkme,
  onError: 'continueRegularOutput',
});

const keyed = (key: unknown, ...items: IDataObject[]): Run =>
  text({ options: { deduplicationKey: key } as IDataObject } as INodeParameters, itemsOf(...items));

/** In an item for which an expression gives what is no value. */
const NO_VALUES: ReadonlyArray<readonly [what: string, expression: string]> = [
  ['what is missing', '={{ $json.missing }}'],
  ['null', '={{ $json.none }}'],
  ['no number', '={{ Number("x") }}'],
  ['an object', '={{ $json.customer }}'],
  ['a list', '={{ $json.list }}'],
];

const ITEM: IDataObject = {
  none: null,
  customer: { name: 'Ana' },
  list: ['a', 'b'],
  name: 'Ana',
  half: 'x',
  long: 12345678901234567890,
};

describe('field A1: a deduplication key that is no value', () => {
  it.each(NO_VALUES)('refuses its item where it is %s', async (_what, expression) => {
    const said = await told(keyed(expression, ITEM, ITEM, ITEM));
    expect(said).toEqual(Array(3).fill(expect.stringMatching(/^"Deduplication Key" /)));
    expect(world.simulator.requests).toHaveLength(0);
  });

  it('is none where it is empty', async () => {
    expect(await told(keyed('={{ $json.key }}', { key: '' }, { key: '' }, { key: ' ' }))).toEqual(
      Array(3).fill('sent'),
    );
  });

  it('is one as 0 and as false', async () => {
    expect(
      await told(
        keyed('={{ $json.key }}', { key: 0 }, { key: 0 }, { key: false }, { key: false }, { key: 7 }),
      ),
    ).toEqual(['sent', 'skipped', 'sent', 'skipped', 'sent']);
  });

  it('is an own one where the order is called Null or undefined', async () => {
    const keys = [{ key: 'Null' }, { key: 'undefined' }, { key: 'null' }, { key: 'undefined' }];
    expect(await told(keyed('={{ $json.key }}', ...keys))).toEqual(['sent', 'sent', 'sent', 'skipped']);
  });
});

describe('field A2: an expression that is typed into a field that is none', () => {
  it.each([
    'Oi {{ $json.nome }}',
    "{{ $('Lead').item.json.nome }}",
    '{{$now}}',
    'Oi {{ $node["A"].json.x }}',
  ])('is refused as a text: %s', async (typed) => {
    expect(await told(text({ text: typed }))).toEqual([
      expect.stringMatching(/^"Text" holds the expression .* but is not switched to Expression/),
    ]);
  });

  it('is refused as a key, a variable and a contact field', async () => {
    const typed = '{{ $json.pedido }}';
    expect(await told(keyed(typed, {}, {}))).toEqual(
      Array(2).fill(expect.stringMatching(/^"Deduplication Key" holds the expression/)),
    );
    expect(await told(template({ variables: { values: [{ name: '1', value: typed }] } }))).toEqual([
      expect.stringMatching(/^"Variables" holds the expression/),
    ]);
    expect(await told(campaign({ contact: { nome: typed } }))).toEqual([
      expect.stringMatching(/^"Full Name" holds the expression/),
    ]);
    expect(world.simulator.requests).toHaveLength(0);
  });

  it('passes where it is a placeholder of the vendor, or stands in the data', async () => {
    expect(await told(text({ text: 'Oi {{nome}}, {{1}} e {{ $name }} por R$ 10' }))).toEqual(['sent']);
    expect(await told(text({ text: '={{ $json.t }}' }, itemsOf({ t: 'Use {{ $json.nome }}' })))).toEqual([
      'sent',
    ]);
  });
});

describe('field A3: a field whose expression gives what is no text', () => {
  it.each(NO_VALUES)('is refused by name as %s', async (_what, value) => {
    const items = itemsOf(ITEM);
    expect(await told(text({ text: value }, items))).toEqual([expect.stringMatching(/^"Text" is /)]);
    expect(await told(campaign({ contact: { geral1: value } }, items))).toEqual([
      expect.stringMatching(/^"General 1" under "Contact Fields" is /),
    ]);
    expect(await told(campaign({ email: value, campaignText: 'x' }, items))).toEqual([
      expect.stringMatching(/^"Email" is /),
    ]);
    expect(await told(template({ variables: { values: [{ name: '1', value }] } }, items))).toEqual([
      expect.stringMatching(/^The variable "1" /),
    ]);
    expect(await told(template({ buttons: { values: [{ index: 0, kind: 'url', value }] } }, items))).toEqual([
      expect.stringMatching(/^The "Value" of button 1 under "Buttons" is /),
    ]);
    expect(await told(template({ headerType: 'text', headerValue: value }, items))).toEqual([
      expect.stringMatching(/^"Header Value" is /),
    ]);
    expect(world.simulator.requests).toHaveLength(0);
  });

  it('is refused where an object became text inside it', async () => {
    expect(await told(text({ text: '=Olá {{ $json.customer }}' }, itemsOf(ITEM)))).toEqual([
      expect.stringMatching(/^"Text" .*\[object Object\]/),
    ]);
  });

  it('may be a number', async () => {
    expect(await told(text({ text: '={{ 12.5 }}' }))).toEqual(['sent']);
  });
});

describe('field A4: variables as JSON', () => {
  it('are refused by name where their expression gives nothing', async () => {
    const json = { variablesMode: 'json', variablesJson: '={{ $json.vars }}' };
    const items = itemsOf({}, { vars: null }, { vars: '' }, { vars: {} });
    const empty = expect.stringMatching(/^"Variables \(JSON\)" is empty/);
    expect(await told(template(json, items))).toEqual([empty, empty, empty, 'sent']);
  });
});

describe('field A5: a switch that an expression gives', () => {
  it.each([
    ['false', 'sent'],
    ['FALSE', 'sent'],
    [false, 'sent'],
    [0, 'sent'],
    ['0', 'sent'],
    ['true', 'skipped'],
    [' True\n', 'skipped'],
    [1, 'skipped'],
  ])('is read: Dry Run %j is %s', async (value, outcome) => {
    const run = text({ options: { dryRun: '={{ $json.dry }}' } }, itemsOf({ dry: value }));
    expect(await told(run)).toEqual([outcome]);
  });

  it.each(['FALSO', 'não', '', null, 2, {}])('is refused by name as %j', async (value) => {
    const run = text({ options: { dryRun: '={{ $json.dry }}' } }, itemsOf({ dry: value }));
    expect(await told(run)).toEqual([expect.stringMatching(/^"Dry Run" is .* neither on nor off/)]);
  });

  it('is read also for one vendor', async () => {
    const strip = campaign({ options: { stripCountryCode: '={{ "false" }}' } });
    expect(await told(strip)).toEqual(['accepted']);
    expect(JSON.stringify(world.simulator.requests)).toContain(TO);
    const ticket: Run = {
      ...text({ vendor: 'cleverchat', openTicket: '={{ "FALSO" }}', queueId: '' }),
      credential: world.accounts.cleverchat,
    };
    expect(await told(ticket)).toEqual([expect.stringMatching(/^"Open Ticket" is "FALSO"/)]);
  });

  it('holds for numbers and choices, too', async () => {
    const of = async (options: IDataObject) => await told(text({ options } as INodeParameters));
    expect(await of({ attempts: '={{ "2" }}', timeout: '={{ "30,5" }}' })).toEqual(['sent']);
    expect(await of({ attempts: '={{ "muitas" }}' })).toEqual([
      '"Attempts" is "muitas", which is no number. Give it as digits, e.g. 5.',
    ]);
    expect(await of({ ninthDigit: '={{ "talvez" }}' })).toEqual([
      '"Ninth Digit" is "talvez", which is no choice of it. Choose one of: add, keep, remove.',
    ]);
  });
});

describe('field A6: the country code', () => {
  it.each([
    [55, '5511999999999'],
    ['55', '5511999999999'],
    [' +55 ', '5511999999999'],
    [null, '5511999999999'],
    [1, '12125550123', '2125550123'],
    [351, '351912345678', '912345678'],
  ])('is read as %j', async (code, to, number = '11999999999') => {
    const run = text(
      { to: number, options: { defaultCountryCode: '={{ $json.code }}', dryRun: true } },
      itemsOf({ code }),
    );
    const json = (await runNode(run)).outputs[0]?.[0]?.json;
    expect(json?.['to'] ?? json?.['error']).toBe(to);
  });

  it.each([[[]], [{}], [true], [-5]])('is refused by name as %j', async (code) => {
    const run = text({ options: { defaultCountryCode: '={{ $json.code }}' } }, itemsOf({ code }));
    expect(await told(run)).toEqual([expect.stringMatching(/^"Country Code" is no country code/)]);
  });
});

describe('field A8: blanks around an id or a name', () => {
  it('are taken off', async () => {
    expect(await told(template({ template: 'hello_world\n', language: ' en_US\u00A0' }))).toEqual(['sent']);
    const [sent] = world.simulator.requests;
    expect(sent?.json).toMatchObject({ content: { name: 'hello_world', language: 'en_US' } });
  });

  it('are taken off the name of the field with the file', async () => {
    const items: INodeExecutionData[] = [
      {
        json: {},
        binary: { data: { data: 'JVBERi0xLjQK', mimeType: 'application/pdf', fileName: 'a.pdf' } },
      },
    ];
    const run: Run = {
      node: 'sendMedia',
      parameters: {
        vendor: 'cleverchat',
        to: TO,
        mediaType: 'document',
        source: 'binary',
        binaryPropertyName: 'data \n',
      },
      items,
      credential: world.accounts.cleverchat,
      onError: 'continueRegularOutput',
    };
    expect(await told(run)).toEqual(['accepted']);
  });
});

describe('field A9: a text without a visible character', () => {
  it.each(['\u200B', '\u00A0\u3164', '\u2800 \n', '\uFEFF'])('is empty: %j', async (blank) => {
    expect(await told(text({ text: '={{ $json.t }}' }, itemsOf({ t: blank })))).toEqual([
      '"Text" is empty. Fill it in, or check that its expression gives a value for this item.',
    ]);
  });
});

describe('field C3: a variable with a name of JavaScript', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
    '%s is sent, or refused by name',
    async (name) => {
      const run: Run = {
        node: 'sendTemplate',
        parameters: {
          vendor: 'aidesk',
          to: TO,
          template: '7',
          queueId: '1',
          statusId: '1',
          variables: { values: [{ name, value: 'there it is' }] },
        },
        items: itemsOf({}),
        credential: world.accounts.aidesk,
        onError: 'continueRegularOutput',
      };
      const [said] = await told(run);
      const bodies = world.simulator.requests.map(({ rawBody }) => rawBody.toString());
      if (bodies.length > 0)
        expect(bodies).toEqual([expect.stringContaining(`${JSON.stringify(name)}:"there it is"`)]);
      else expect(said).toMatch(`The variable "${name}" has a name that n8n does not send.`);
    },
  );
});

describe('field D4: a key of which a part is missing', () => {
  it.each([
    'lembrete-{{ $json.pedido }}',
    'lembrete-{{ $json.none }}',
    '{{ $json.missing }}-{{ $json.name }}',
    'lembrete-{{ DateTime.fromISO("x").toISODate() }}',
    'lembrete-{{ DateTime.fromISO("25/11/2026").toFormat("yyyy-MM-dd") }}',
    "{{ 'lembrete-' + $json.pedido }}",
    'lembrete-{{ $json.customer }}',
    'lembrete-{{ $json.empty }}',
    'lembrete-{{ $json.list }}',
    'lembrete-{{ $json.error }}',
  ])('refuses its item: %s', async (key) => {
    const item = { ...ITEM, empty: '', error: '#N/D' };
    expect(await told(keyed(`=${key}`, item, item))).toEqual(
      Array(2).fill(expect.stringMatching(/^"Deduplication Key" /)),
    );
    expect(world.simulator.requests).toHaveLength(0);
  });

  it('is one where every part has a value, also 0, or one of several is empty text', async () => {
    const items = [{ pedido: 0 }, { pedido: 0 }, { pedido: 'A', parcela: '' }, { pedido: 'A', parcela: '2' }];
    expect(await told(keyed('=l-{{ $json.pedido }}{{ $json.parcela ?? "" }}', ...items))).toEqual([
      'sent',
      'skipped',
      'sent',
      'sent',
    ]);
  });
});

describe('field D5: a number that cannot be held exactly', () => {
  it.each([12345678901234567890, 2.37e46, 1e-7])('%d is refused by name', async (long) => {
    const items = itemsOf({ long });
    const lost = /number with more digits than can be kept/;
    expect(await told(keyed('={{ $json.long }}', { long }))).toEqual([expect.stringMatching(lost)]);
    expect(await told(keyed('=o-{{ $json.long }}', { long }))).toEqual([expect.stringMatching(lost)]);
    expect(await told(text({ text: '=Pedido {{ $json.long }}' }, items))).toEqual([
      expect.stringMatching(/^"Text" is a number with more digits/),
    ]);
    const variables = { values: [{ name: '1', value: '={{ $json.long }}' }] };
    expect(await told(template({ variables }, items))).toEqual([expect.stringMatching(lost)]);
  });

  it('passes as text', async () => {
    const items = itemsOf({ code: '12345678901234567890' });
    expect(await told(text({ text: '=Boleto {{ $json.code }}' }, items))).toEqual(['sent']);
    expect(await told(text({ text: '=Boleto {{ $json.code.trim() }}' }, items))).toEqual(['sent']);
  });
});

describe('field D6: words that stand where a value is missing', () => {
  it.each([
    "Até {{ DateTime.fromISO('25/11/2026').toFormat('dd/MM') }}",
    "R$ {{ Number('1.234,50').toFixed(2) }}",
    "{{ 'Oi ' + $json.missing }}",
    '{{ `Oi ${$json.none}` }}',
    'Oi {{ $json.name.toUpperCase }}',
    'Até {{ new Date(0) }}',
    'Cada: {{ 10 / $json.zero }}',
    '{{ $json.name === undefined ? "x" : "Oi " + $json.missing }}',
  ])('are refused in a text: %s', async (written) => {
    const items = itemsOf({ ...ITEM, zero: 0 });
    expect(await told(text({ text: `=${written}` }, items))).toEqual([
      expect.stringMatching(/^"Text" would say "/),
    ]);
    expect(world.simulator.requests).toHaveLength(0);
  });

  it('are refused in a file name and a link', async () => {
    const media: Run = {
      ...text({}),
      node: 'sendMedia',
      parameters: {
        vendor: 'interflow',
        to: TO,
        mediaType: 'document',
        source: 'url',
        mediaUrl: "={{ 'https://example.com/' + $json.missing + '.pdf' }}",
      },
    };
    expect(await told(media)).toEqual([expect.stringMatching(/^"Media URL" would say "undefined"/)]);
    const named = {
      ...media.parameters,
      mediaUrl: 'https://example.com/a.pdf',
      fileName: "={{ 'boleto ' + $json.missing }}.pdf",
    };
    expect(await told({ ...media, parameters: named })).toEqual([
      expect.stringMatching(/^"File Name" would say "undefined"/),
    ]);
  });

  it.each([
    'O que é undefined em JavaScript? E null, NaN, Invalid Date?',
    '=undefined é o {{ $json.name }} de quem? {{ "null" + $json.name }}',
    '=Oi {{ $json.nick }}',
    '=Oi {{ $json.nick.trim() }}',
    "=Oi {{ $('start').item.json.nick + '!' }}",
    '=Oi {{ $json["nick"].replace("x", "y") }} {{ JSON.stringify({ a: null }) }}',
    '=Oi {{ $json.name === null ? "" : $json.name }}',
  ])('pass where they are typed or stand in the data: %s', async (written) => {
    const items = itemsOf({ name: 'Ana', nick: 'null' }, { name: 'Infinity', nick: 'NaN undefined' });
    expect(await told(text({ text: written }, items))).toEqual(['sent', 'sent']);
  });
});

describe('field D7: an expression that was pasted with a sign too many, or without its braces', () => {
  it.each([
    '=={{ $json.name }}',
    '=$json.name',
    '$json.name',
    '{ $json.name }',
    'Oi $json.name',
    '=Oi { $json.name }',
  ])('is refused by name: %s', async (written) => {
    expect(await told(text({ text: written }, itemsOf({ name: 'Ana' })))).toEqual([
      expect.stringMatching(/^"Text" (?:has an equals sign|holds \S)/),
    ]);
  });

  it.each([
    '={{ $json.data }}',
    '=Dica: {{ $json.data }}',
    '=Total ={{ $json.total }}',
    'Pague $10 ou US$json',
  ])('passes in the data, and where it is none: %s', async (written) => {
    expect(await told(text({ text: written }, itemsOf({ data: '=$json.x', total: '7' })))).toEqual(['sent']);
  });
});

/** Its two variables. */
const ORDER = {
  variables: {
    values: [
      { name: '1', value: 'Ana' },
      { name: '{{2}}', value: 7 },
    ],
  },
};

describe('field D12: the language of a template', () => {
  const order = { template: 'order_confirmation', ...ORDER };

  it.each(['pt-BR', 'pt_br', 'PT_BR', 'Português (BR)', ' pt_BR '])('%s is pt_BR', async (language) => {
    expect(await told(template({ ...order, language }))).toEqual(['sent']);
    expect(world.simulator.requests[0]?.json).toMatchObject({ content: { language: 'pt_BR' } });
  });

  it('may stand behind the name of the template', async () => {
    const named = { ...ORDER, template: 'order_confirmation|pt_BR', language: '' };
    expect(await told(template(named))).toEqual(['sent']);
    expect(world.simulator.requests[0]?.json).toMatchObject({
      content: { name: 'order_confirmation', language: 'pt_BR' },
    });
  });

  it.each(['pt', 'BR', 'klingon', 'pt_BR,en'])('is refused by name as %s', async (language) => {
    expect(await told(template({ ...order, language }))).toEqual([
      expect.stringMatching(/^"Language" is ".*", which is no language of a template\./),
    ]);
  });
});

describe('field D13: control characters', () => {
  it('never leave, and what acts as a line break is one', async () => {
    const t = 'a\u0000b\u001Bc\r\nd\u2028e\u0085f\u007F\tg';
    expect(await told(text({ text: '={{ $json.t }}' }, itemsOf({ t })))).toEqual(['sent']);
    expect(world.simulator.requests[0]?.json).toMatchObject({ content: { text: 'abc\nd\ne\nf\tg' } });
  });
});

describe('field D15: a cell in error', () => {
  it.each(['#N/D', '#REF!', '#VALOR!', '#ERROR!', ' #DIV/0! '])('%s is refused by name', async (cell) => {
    const items = itemsOf({ cell });
    const cellIn = (label: string) => [expect.stringMatching(new RegExp(`^${label} .*spreadsheet cell`))];
    expect(await told(text({ text: '={{ $json.cell }}' }, items))).toEqual(cellIn('"Text"'));
    expect(await told(text({ text: '=Olá {{ $json.cell }}!' }, items))).toEqual(cellIn('"Text"'));
    expect(await told(keyed('={{ $json.cell }}', { cell }, { cell }))).toEqual([
      ...cellIn('"Deduplication Key"'),
      ...cellIn('"Deduplication Key"'),
    ]);
    const variables = { values: [{ name: '1', value: '={{ $json.cell }}' }] };
    expect(await told(template({ variables }, items))).toEqual(cellIn('The variable "1"'));
  });

  it('passes as a word of a longer text', async () => {
    expect(await told(text({ text: 'A planilha mostra #REF! na linha 3 #promo' }))).toEqual(['sent']);
  });
});

describe('field D16: content where a name belongs', () => {
  it('is quoted at the usual length', async () => {
    const run: Run = {
      ...text({}),
      node: 'sendMedia',
      parameters: {
        vendor: 'cleverchat',
        to: TO,
        mediaType: 'auto',
        source: 'binary',
        binaryPropertyName: '={{ $json.file }}',
      },
      items: itemsOf({ file: 'JVBERi0xLjQK'.repeat(7_000) }),
      credential: world.accounts.cleverchat,
    };
    const [said] = await told(run);
    expect(said).toMatch(/^"Input Data Field Name" holds the content of a file/);
    expect(String(said).length).toBeLessThan(250);
  });
});

describe('field D17: blanks behind the braces', () => {
  it('make no text of a switch or an object', async () => {
    expect(await told(text({ options: { dryRun: '={{ false }} ' } }))).toEqual(['sent']);
    expect(await told(text({ options: { dryRun: '={{ true }}\n' } }))).toEqual(['skipped']);
    expect(await told(text({ text: '={{ $json.list }} ' }, itemsOf(ITEM)))).toEqual([
      expect.stringMatching(/^"Text" is not text/),
    ]);
    const json = { variablesMode: 'json', variablesJson: '={{ $json.vars }}\n' };
    const order = { ...json, template: 'order_confirmation', language: 'pt_BR' };
    expect(await told(template(order, itemsOf({ vars: { 1: 'Ana', 2: '7' } })))).toEqual(['sent']);
    expect(await told(keyed('={{ $json.customer }} ', ITEM))).toEqual([
      expect.stringMatching(/^"Deduplication Key" is not text/),
    ]);
  });
});

describe('field R4: an option whose expression fails', () => {
  it.each([
    ['parallelRequests', 'Parallel Requests'],
    ['dryRun', 'Dry Run'],
    ['deduplicationKey', 'Deduplication Key'],
  ])('%s refuses each item by name', async (option, label) => {
    const failing = text({ options: { [option]: '={{ 1 + }}' } }, itemsOf({}, {}));
    const sentence = expect.stringMatching(
      new RegExp(`^The expression in "${label}" could not be worked out for this item\\.`),
    );
    expect(await told(failing)).toEqual([sentence, sentence]);
    expect(world.simulator.requests).toHaveLength(0);
  });
});
