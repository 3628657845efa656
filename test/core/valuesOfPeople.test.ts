import { languageCode, language, templateWithLanguage } from '../../core/contract/language';
import { optionalName, optionalText, requiredName, requiredText } from '../../core/contract/inputs';
import {
  choiceInput,
  noChoice,
  noNumber,
  noSwitch,
  readChoice,
  readNumber,
  readSwitch,
  switchInput,
} from '../../core/contract/switches';
import { buttons, complaintAboutHeader } from '../../core/contract/templateParts';
import { readTemplateValue } from '../../core/contract/templateValue';
import { isBlank, readName, readText, shown } from '../../core/contract/text';
import { variables } from '../../core/contract/variables';
import { buildMessage } from '../../core/message/build';
import { vendors } from '../../vendors';
import { accountOf } from '../support/credential';
import { recordedExchanges } from '../support/recordedExchanges';
import { inputOf } from '../../recordings/exchange';

const sentenceOf = (read: { success: boolean; error?: { issues: Array<{ message: string }> } }): string =>
  read.success ? '' : (read.error?.issues[0]?.message ?? '');

describe('field A3: a text', () => {
  it.each([
    [undefined, 'is empty'],
    [null, 'is empty'],
    [NaN, 'is not text'],
    [Infinity, 'is not text'],
    [true, 'is not text'],
    [{}, 'is not text'],
    [[], 'is not text'],
    [['a'], 'is not text'],
    [() => 'a', 'is not text'],
    [Symbol('a'), 'is not text'],
    [new Date(0), 'is not text'],
    ['Olá [object Object]', 'holds "[object Object]", which stands there for a whole object'],
    ['[object Promise]', 'holds "[object Promise]", which stands there for a whole object'],
  ])('is none as %p', (value, says) => {
    expect(readText(value)).toMatchObject({ fault: { says } });
    expect(sentenceOf(requiredText('Text', 100).safeParse(value))).toMatch(/^"Text" .*\. [A-Z].*\.$/);
  });

  it.each(['Null', 'null', 'undefined', 'NaN', 'true', '0', '[object]', 'Nan', '#', 'None'])(
    'may be the word %s',
    (word) => expect(readText(word)).toEqual({ text: word }),
  );
});

describe('field A8: a name', () => {
  it.each([
    ['lembrete\n', 'lembrete'],
    [' pt_BR', 'pt_BR'],
    [' 17 ', '17'],
    ['\uFEFF17\u200B', '17'],
    ['\u00A0Meu canal\t', 'Meu canal'],
  ])('%j is without the blanks around it', (given, name) => {
    expect(readName(given)).toEqual({ text: name });
    expect(requiredName('Name', 20).parse(given)).toBe(name);
  });

  it('has no line break in it, and is left out as blanks', () => {
    expect(sentenceOf(requiredName('Name', 20).safeParse('a\nb'))).toBe(
      '"Name" has a line break or a tab in it. Give one name or ID, on one line.',
    );
    expect(optionalName('Name', 20).parse('\u200B \n')).toBeUndefined();
  });
});

describe('field A9: emptiness', () => {
  it.each([
    '',
    ' ',
    '\u200B',
    '\u00A0',
    '\u3164',
    '\u2800',
    '\uFEFF',
    '\u115F\u1160\uFFA0',
    '\u00AD',
    '\u2066\u2069',
    '\u0000',
    '\uFE0F',
    '\u{E0020}',
  ])('is whatever has no visible character: %j', (blank) => {
    expect(isBlank(blank)).toBe(true);
    expect(sentenceOf(requiredText('Text', 10).safeParse(blank))).toMatch(/^"Text" is empty\. /);
    expect(optionalText('Text', 10).parse(blank)).toBeUndefined();
  });

  it.each(['.', '👍', '❤️', '🏳️‍🌈', '́a', '\u200Ba'])('is not %j', (text) => expect(isBlank(text)).toBe(false));

  it('keeps what joins signs to one', () => expect(readText('👨‍👩‍👧 ❤️')).toEqual({ text: '👨‍👩‍👧 ❤️' }));
});

describe('field A5: a switch', () => {
  it.each([true, 'true', 'TRUE', 'True', ' true\n', 1, '1'])('is on as %j', (value) =>
    expect(readSwitch(value)).toBe(true),
  );
  it.each([false, 'false', 'FALSE', 'False', '\u00A0false ', 0, '0'])('is off as %j', (value) =>
    expect(readSwitch(value)).toBe(false),
  );
  it.each([
    'FALSO',
    'não',
    'on',
    '',
    ' ',
    'null',
    undefined,
    null,
    NaN,
    2,
    -1,
    1n,
    [],
    [true],
    {},
    'truefalse',
  ])('is neither as %p, and refused by name', (value) => {
    expect(readSwitch(value)).toBeUndefined();
    expect(noSwitch('Dry Run', value)).toMatch(/^"Dry Run" is .*, which is neither on nor off\. Switch it/);
  });
  it.each([
    ['5', 5],
    [' 5 ', 5],
    ['2,5', 2.5],
    ['-23.5', -23.5],
    ['−23,5', -23.5],
    [5, 5],
  ])('beside a number: %j is %d', (value, number) => expect(readNumber(value)).toBe(number));
  it.each(['', 'x', '1e3', '0x10', '1.2.3', '5 s', null, undefined, NaN, Infinity, [], [5], true, {}])(
    'beside what is no number: %p',
    (value) => {
      expect(readNumber(value)).toBeUndefined();
      expect(noNumber('Timeout', value)).toMatch(/^"Timeout" is .*, which is no number\. /);
    },
  );
  it('of a vendor is read by its label, as its choices are', () => {
    expect(switchInput('Open Ticket').parse(' TRUE ')).toBe(true);
    expect(sentenceOf(switchInput('Open Ticket').safeParse('FALSO'))).toBe(noSwitch('Open Ticket', 'FALSO'));
    expect(choiceInput('Kind', ['a', 'b']).parse('b ')).toBe('b');
    expect(sentenceOf(choiceInput('Kind', ['a', 'b']).safeParse([]))).toBe(
      '"Kind" is a list, which is no choice of it. Choose one of: a, b.',
    );
    expect(noChoice('Kind', '', ['a'])).toBe('"Kind" is empty, which is no choice of it. Choose one of: a.');
  });
  it('beside a choice, with blanks around it', () => {
    expect(readChoice(' url\n', ['url', 'binary'])).toBe('url');
    expect(readChoice('URL', ['url'])).toBeUndefined();
  });
});

describe('field C1: a value that lands in a template', () => {
  const refused = [
    'a\nb',
    'a\r\nb',
    'a\tb',
    'a     b',
    'a\u000Bb',
    'a\u2028b',
    'a\u0085b',
    'a\fb',
    'a\u00A0\u00A0\u00A0\u00A0\u00A0b',
  ];

  it.each(refused)('is refused as %j, wherever it stands', (value) => {
    const why = /has a line break, a tab or more than four spaces in a row, which WhatsApp refuses/;
    expect(readTemplateValue(value, 100)).toMatchObject({ fault: { says: expect.stringMatching(why) } });
    expect(sentenceOf(variables.safeParse({ nome: value }))).toMatch(why);
    expect(sentenceOf(buttons.safeParse([{ index: 0, kind: 'url', value }]))).toMatch(why);
    expect(complaintAboutHeader({ headerType: 'text', headerValue: value })).toMatch(why);
  });

  it('may have four spaces in a row', () => {
    const value = 'a    b';
    expect(readTemplateValue(value, 100)).toEqual({ text: value });
    expect(variables.parse({ nome: value })).toEqual([{ name: 'nome', value }]);
    expect(buttons.parse([{ index: 0, kind: 'url', value }])).toEqual([{ index: 0, kind: 'url', value }]);
    expect(complaintAboutHeader({ headerType: 'text', headerValue: value })).toBeUndefined();
  });

  it('may be a switch, and has as many characters as fit', () => {
    expect(readTemplateValue(true, 10)).toEqual({ text: 'true' });
    expect(readTemplateValue('x'.repeat(10), 10)).toEqual({ text: 'x'.repeat(10) });
    expect(readTemplateValue('x'.repeat(11), 10)).toMatchObject({
      fault: { says: 'has 11 characters, more than the 10 that fit' },
    });
  });

  it.each([' ', '\u200B', '\u00A0\u3164'])('is empty as %j', (value) => {
    expect(sentenceOf(variables.safeParse({ nome: value }))).toMatch(/has no value/);
    expect(sentenceOf(buttons.safeParse([{ index: 0, kind: 'url', value }]))).toMatch(/is empty/);
  });

  it('has 60 characters as the text of a header, and no rule as a link', () => {
    const of = (headerType: string, length: number) =>
      complaintAboutHeader({ headerType, headerValue: 'x'.repeat(length) });
    expect(of('text', 60)).toBeUndefined();
    expect(of('text', 61)).toBe('"Header Value" has 61 characters, more than the 60 that fit. Shorten it.');
    expect(of('image', 61)).toBeUndefined();
  });

  it('is held to it in the fields of whatever vendor says that they land in one', () => {
    const declaring = vendors.filter(({ inputs }) =>
      Object.values(inputs).some(({ control }) => 'inTemplate' in control && control.inTemplate === true),
    );
    expect(declaring.length).toBeGreaterThan(0);
    for (const vendor of declaring) {
      const { exchange } = recordedExchanges().find(
        (each) =>
          each.vendor === vendor.id &&
          each.exchange.operation === 'addToCampaign' &&
          each.exchange.receipt !== undefined,
      )!;
      const { config } = accountOf(vendor, exchange.config);
      const [[name, { control }] = ['', {} as never]] = Object.entries(vendor.inputs).filter(
        ([, each]) => each.control.kind === 'fields' && each.control.inTemplate === true,
      );
      if (control?.kind !== 'fields') throw new Error('It has no such fields.');
      const [field = '', about] = Object.entries(control.fields).at(-1)!;
      const build = (value: unknown) => () =>
        buildMessage(
          vendor,
          'addToCampaign',
          { ...inputOf(exchange), variables: undefined, [name]: { [field]: value } },
          config,
        );
      for (const value of [...refused, ' ', NaN, null, {}, [], '#N/D', '[object Object]'])
        expect(build(value)).toThrow(`"${about!.label}" under "`);
      for (const value of ['a    b', '', 7, 'Null']) expect(build(value)).not.toThrow();
    }
  });
});

describe('field C2: the braces around a name of a variable', () => {
  it('are taken off, and then the numbers say the order', () => {
    expect(variables.parse({ '{{2}}': 'b', '{{ 1 }}': 'a' })).toEqual([
      { name: '1', value: 'a' },
      { name: '2', value: 'b' },
    ]);
    expect(variables.parse([{ name: ' {{nome}} ', value: 'Ana' }])).toEqual([{ name: 'nome', value: 'Ana' }]);
    expect(sentenceOf(variables.safeParse({ '{{1}}': 'a', 1: 'b' }))).toMatch(/is there twice/);
    expect(sentenceOf(variables.safeParse([{ name: '{{ }}', value: 'a' }]))).toMatch(/has no name/);
  });
});

describe('field C3: a name of JavaScript', () => {
  it.each(['constructor', '__proto__', 'toString', 'prototype'])('%s stays a variable', (name) => {
    expect(variables.parse([{ name, value: 'x' }])).toEqual([{ name, value: 'x' }]);
    expect(variables.parse(`{${JSON.stringify(name)}: "x"}`)).toEqual([{ name, value: 'x' }]);
  });
});

describe('field D5: a number', () => {
  it.each([12345678901234567890, 2.37e46, 1e21, 2 ** 53, -(2 ** 53), 1e-7])('%d loses digits', (value) => {
    expect(readText(value)).toMatchObject({ fault: { says: expect.stringContaining('more digits than') } });
    expect(readTemplateValue(value, 100)).toHaveProperty('fault');
  });
  it.each([0, -1, 12.5, 0.1, 2 ** 53 - 1, 1234567.89])('%d is its text', (value) =>
    expect(readText(value)).toEqual({ text: `${value}` }),
  );
  it.each(['2,37E+46', '7.89123E+12'])('that a sheet shortened is refused: %s', (value) =>
    expect(readText(value)).toMatchObject({ fault: { says: expect.stringContaining('shortened') } }),
  );
});

describe('field D12: a language', () => {
  it.each([
    ['pt-BR', 'pt_BR'],
    ['pt_br', 'pt_BR'],
    ['PT_BR', 'pt_BR'],
    ['pt BR', 'pt_BR'],
    ['Português (BR)', 'pt_BR'],
    ['português (Brasil)', 'pt_BR'],
    ['Portuguese (BR)', 'pt_BR'],
    ['ptBR', 'pt_BR'],
    ['en', 'en'],
    ['EN-us', 'en_US'],
    ['English (US)', 'en_US'],
    ['es', 'es'],
    ['Espanhol', 'es'],
    ['fil', 'fil'],
    ['uk', 'uk'],
  ])('%s is %s', (given, code) => {
    expect(languageCode(given)).toBe(code);
    expect(language.parse(given)).toBe(code);
  });
  it.each(['pt', 'BR', 'br_pt', 'Português', 'x', 'pt_BR.UTF-8', 'p'.repeat(200), '1'])(
    '%s is none',
    (given) => {
      expect(languageCode(given)).toBeUndefined();
      expect(sentenceOf(language.safeParse(given))).toMatch(/^"Language" is ".*", which is no language/);
    },
  );
  it.each([[{}], [NaN], [['pt_BR']]])('%p is none', (given) =>
    expect(sentenceOf(language.safeParse(given))).toMatch(/^"Language" is not text/),
  );
  it.each([undefined, null, '', ' '])('%j is left out', (given) =>
    expect(language.parse(given)).toBeUndefined(),
  );
  it('may stand behind a template', () => {
    expect(templateWithLanguage('lembrete|pt-br')).toEqual({ template: 'lembrete', language: 'pt_BR' });
    for (const name of ['lembrete', 'a|b|pt_BR', '|pt_BR', 'a|', 'a|nothing at all'])
      expect(templateWithLanguage(name)).toBeUndefined();
  });
});

describe('field D13: control characters', () => {
  it.each([
    ['a\u0000b', 'ab'],
    ['\u001B[1mx\u0007', '[1mx'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\u000Bb\u000Cc\u0085d\u2028e\u2029f', 'a\nb\nc\nd\ne\nf'],
    ['a\tb\u007F\u009F', 'a\tb'],
  ])('%j becomes %j', (given, text) => expect(readText(given)).toEqual({ text }));
});

describe('field D15: a cell without a result', () => {
  it.each([
    '#N/D',
    '#N/A',
    '#REF!',
    '#VALOR!',
    '#VALUE!',
    '#ERROR!',
    '#NOME?',
    '#NAME?',
    '#DIV/0!',
    '#NÚM!',
    '#NULO!',
    '#ref!',
    ' #N/D\n',
    '#¡VALOR!',
    'Err:502',
  ])('%s is refused by name', (cell) => {
    expect(readText(cell)).toMatchObject({ fault: { says: expect.stringContaining('spreadsheet cell') } });
    expect(readTemplateValue(cell, 100)).toHaveProperty('fault');
  });
  it.each(['#REF', '#promo', '#1', '# REF!', 'Vi #N/D na planilha', '#valorize', 'Err: 502 vezes'])(
    '%s is a text',
    (text) => expect(readText(text)).toEqual({ text }),
  );
});

describe('field D16: what is quoted', () => {
  it('is cut, however long the text', () => {
    const long = 'JVBERi0xLjQK'.repeat(7_000);
    expect(shown(long)).toHaveLength(40);
    for (const text of [
      noSwitch('Dry Run', long),
      noNumber('Timeout', long),
      sentenceOf(language.safeParse(long)),
    ])
      expect(text.length).toBeLessThan(200);
    expect(sentenceOf(variables.safeParse({ [long]: '' }))).toHaveLength(99);
  });
});
