import { readCommand } from '../../core/curl/command';

/**
 * What happens to a command between the page that prints it and the field it is pasted into. Whatever of this happened to
 * it, it is the request that it was.
 */

const URL = 'https://api.exemplo.com.br/v1/send';

const COMMANDS = {
  'JSON in single quotes': `curl --location --request POST '${URL}' \\
  --header 'Content-Type: application/json' \\
  --header 'apikey: abc' \\
  --data-raw '{ "to": "5511999990000", "text": "Olá, tudo bem?" }'`,
  'a form': `curl -X POST "${URL}?a=1&b=2" \\
  -H "apikey: abc" \\
  -d 'to=5511999990000' \\
  -d 'text=A - B'`,
  'a file': `curl '${URL}' \\
  -u 'me:abc' \\
  -F 'to=5511999990000' \\
  -F 'file=@foto.jpg'`,
  'a query': `curl --get '${URL}' \\
  --data-urlencode 'text=Olá & tchau' \\
  --data 'to=5511999990000' \\
  --silent --show-error`,
};

const lines = (sign: string) => (command: string) => command.replaceAll('\\\n', sign);
const before = (prefix: string) => (command: string) => `${prefix}${command}`;
const options = (short: string, long: string) => (command: string) =>
  command.replace(/(?<=\s)--(?=[a-z])/g, long).replace(/(?<=\s)-(?=[A-Za-z]\s)/g, short);
const html = (quote: string, apostrophe: string) => (command: string) =>
  command.replaceAll('&', '&amp;').replaceAll('"', quote).replaceAll("'", apostrophe);

const DAMAGES: ReadonlyArray<readonly [what: string, damage: (command: string) => string]> = [
  ['no line break behind its backslashes', lines('\\ ')],
  ['blanks in the place of its line breaks', lines('\\    ')],
  ['the signs of cmd and no line breaks', lines('^ ')],
  ['the signs of PowerShell and no line breaks', lines('` ')],
  ['no signs at the end of its lines', lines('\n')],
  ['backslashes that touch the word before them', (command) => command.replaceAll(' \\\n', '\\\n')],
  ['a remark between its lines', lines('\\\n  # o que segue\n')],
  ['a remark at the end of a line', lines('# o que segue\n')],
  ['a remark below it', (command) => `${command}\n# fim\n`],
  ['the prompt of a shell on each line', (command) => `$ ${command.replaceAll('\n  ', '\n> ')}`],
  ['the prompt of a server', before('root@vps:/opt/app# ')],
  ['the prompt of a machine with a name', before('ana@pc:~/meu projeto$ ')],
  ['the prompt of a folder', before('~/app $ ')],
  ['the prompt of cmd', before('C:\\Users\\Ana Lima>')],
  ['the prompt of PowerShell', before('PS C:\\Users\\Ana> ')],
  ['sudo', before('sudo ')],
  ['the name of its language above it', before('cURL\n')],
  ['words above it', before('Exemplo de requisição:\n\n')],
  ['remarks of other languages above it', before('// envia\nREM envia\n:: envia\n')],
  ['a heading and an address above it', before(`**cURL**\nEnviar um texto\nPOST ${URL}\n\n`)],
  ['the sign of a list', before('• ')],
  ['its number in a list', before('1. ')],
  ['a line break behind its name', (command) => command.replace('curl ', 'curl\n  ')],
  ['a fence of Markdown', (command) => `\`\`\`bash\n${command}\n\`\`\`\nDepois disso, nada.`],
  ['a fence that is never closed', before('```sh\n')],
  ['backquotes around it', (command) => `\`${command}\``],
  ['en dashes', options('–', '–')],
  ['em dashes before long options', options('-', '—')],
  ['a dash of each kind', options('−', '-–')],
  ['one dash before long options', options('-', '-')],
  ['the entities of HTML', html('&quot;', '&#39;')],
  ['the entities of HTML by number', html('&#34;', '&#x27;')],
  ['&amp; alone', (command) => command.replaceAll('1&b', '1&amp;b')],
  ['signs that nobody sees', (command) => command.replaceAll('\n  -', '\n  \u2060\u200E-\u00AD')],
  ['acute accents for quotes', (command) => command.replaceAll("'", '´')],
  ['tabs and blanks that do not break', (command) => command.replaceAll(' \\\n  ', '\t\\\u00A0\n\t\u00A0')],
];

describe.each(Object.entries(COMMANDS))('a command with %s', (_what, command) => {
  const requestOf = (text: string) => {
    const { notes: _notes, ...request } = readCommand(text);
    return request;
  };

  it.each(DAMAGES)('is the same with %s', (_how, damage) => {
    expect(requestOf(damage(command))).toEqual(requestOf(command));
  });
});

describe('JSON is what it was', () => {
  const BODY = { to: '5511999990000', text: 'Olá "você" \\ a\nb', list: [{ a: '' }] };
  const json = JSON.stringify(BODY);
  const indented = JSON.stringify(BODY, null, 2);
  const withHeader = (data: string) => `curl ${URL} -H "Content-Type: application/json" -d ${data}`;
  const curled = (text: string) => text.replace(/(?<!\\)"(?=[\w])/g, '\u201C').replace(/(?<!\\)"/g, '\u201D');

  test.each<readonly [what: string, command: string]>([
    ['indented by blanks that do not break', withHeader(`'${indented.replaceAll('  ', '\u00A0\u00A0')}'`)],
    ['with its quotes behind backslashes', withHeader(`'${json.replace(/["\\]/g, '\\$&')}'`)],
    [
      'as browsers copy it for cmd',
      `curl ^"${URL}?a=1^&b=2^" ^\n -H ^"content-type: application/json^" ^\n --data-raw ^"${json
        .replace(/[\\"]/g, '\\$&')
        .replace(/[^\p{L}\p{N}\s,:]/gu, '^$&')}^"`,
    ],
  ])('%s', (_what, command) => {
    const { body } = readCommand(command);
    expect(JSON.parse(body.kind === 'json' ? body.text : '')).toEqual(BODY);
  });

  const PLAIN = { to: '5511999990000', text: 'Olá', empty: '' };
  const plain = JSON.stringify(PLAIN);

  test.each<readonly [what: string, command: string]>([
    ['with the doubled quotes of cmd', withHeader(`"${plain.replaceAll('"', '""')}"`)],
    ['with doubled quotes inside single ones', withHeader(`'${plain.replaceAll('"', '""')}'`)],
    ['with the backquotes of PowerShell', withHeader(`"${plain.replaceAll('"', '`"')}"`)],
    ['with curled quotes inside straight ones', withHeader(`'${curled(plain)}'`)],
    ['with curled quotes inside double ones', withHeader(`"${curled(plain)}"`)],
    ['with curled quotes inside curled ones', withHeader(`\u201C${curled(plain)}\u201D`)],
    [
      'with curled quotes behind backslashes',
      withHeader(`\u201C${curled(plain).replace(/[\u201C\u201D]/g, '\\$&')}\u201D`),
    ],
  ])('%s', (_what, command) => {
    const { body, notes } = readCommand(command);
    expect(JSON.parse(body.kind === 'json' ? body.text : '')).toEqual(PLAIN);
    expect(notes.join(' ')).toMatch(/were read/);
  });
});

describe('what only looks like damage stays as it is', () => {
  const fieldsOf = (command: string) => {
    const { body } = readCommand(command);
    return body.kind === 'form' ? body.fields : body.kind === 'json' ? body.text : undefined;
  };

  test.each<readonly [command: string, fields: unknown]>([
    [`curl ${URL} -d 'text=# um – dois -- ^ a \\ -b'`, [['text', '# um – dois -- ^ a \\ -b']]],
    [
      `curl ${URL} -d text=a#b -d c=d`,
      [
        ['text', 'a#b'],
        ['c', 'd'],
      ],
    ],
    [
      `curl ${URL} -d "text=–header" -d '—data'`,
      [
        ['text', '–header'],
        ['—data', ''],
      ],
    ],
    [
      `curl ${URL} -d 'text=A &quot;B&quot;'`,
      [
        ['text', 'A '],
        ['quot;B', ''],
        ['quot;', ''],
      ],
    ],
    [
      `curl ${URL} -d 'text=1+1' -d 'when=a +5'`,
      [
        ['text', '1 1'],
        ['when', 'a  5'],
      ],
    ],
    [
      `curl ${URL} -d '{"text":"a \u00A0 b &amp; \u201Cc\u201D"}'`,
      '{"text":"a \u00A0 b &amp; \u201Cc\u201D"}',
    ],
    [`curl ${URL} -d "{\\"text\\":\\"\\"}"`, '{"text":""}'],
  ])('%s', (command, fields) => {
    expect(fieldsOf(command)).toEqual(fields);
  });
});
