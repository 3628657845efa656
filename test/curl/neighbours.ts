/** How documents print commands, and how people copy them; each kind once, beside the vendors' own examples. */

/** A command that is read: what is named has to be so. */
export interface Readable {
  what: string;
  command: string;
  method?: string;
  url?: string;
  query?: Array<[string, string]>;
  headers?: Array<[string, string]>;
  basic?: { user: string; password: string };
  json?: unknown;
  form?: Array<[string, string]>;
  parts?: Array<[string, string]>;
  /** A word that one of the notes has to hold. */
  note?: string;
}

const URL = 'https://api.exemplo.com.br/v1/send';
const JSON_HEADER = "-H 'Content-Type: application/json'";
const BODY = { to: '5511999990000', text: 'Olá' };
const body = JSON.stringify(BODY);

export const READABLE: readonly Readable[] = [
  {
    what: 'JSON in single quotes',
    command: `curl ${URL} ${JSON_HEADER} -d '${body}'`,
    method: 'POST',
    url: URL,
    json: BODY,
  },
  {
    what: 'JSON in double quotes',
    command: `curl ${URL} ${JSON_HEADER} -d "${body.replaceAll('"', '\\"')}"`,
    json: BODY,
  },
  {
    what: "JSON in $'...' quotes",
    command: `curl ${URL} ${JSON_HEADER} -d $'{"to":"5511999990000","text":"It\\'s \\u00e9\\\\n"}'`,
    json: { to: '5511999990000', text: "It's é\n" },
  },
  {
    what: 'lines that end with a backslash',
    command: `curl ${URL} \\\n  ${JSON_HEADER} \\\n  -d '${body}'`,
    json: BODY,
  },
  {
    what: 'lines that end with a backslash and CR',
    command: `curl ${URL} \\\r\n ${JSON_HEADER} \\\r\n -d '${body}'\r\n`,
    json: BODY,
  },
  {
    what: 'lines that end with a backslash and a blank',
    command: `curl ${URL} \\ \n ${JSON_HEADER} \\\t\n -d '${body}'`,
    json: BODY,
  },
  {
    what: 'lines that end with ^',
    command: `curl ${URL} ^\r\n ${JSON_HEADER} ^\r\n -d '${body}'`,
    json: BODY,
  },
  {
    what: 'lines that end with a backquote',
    command: `curl.exe ${URL} \`\r\n ${JSON_HEADER} \`\r\n -d '${body}'`,
    json: BODY,
  },
  {
    what: 'lines without any sign at their end',
    command: `curl ${URL}\n  ${JSON_HEADER}\n  -d '${body}'`,
    json: BODY,
    note: 'one command',
  },
  {
    what: '-F with a file, its type and its name',
    command: `curl ${URL} -F to=5511999990000 -F 'file=@/home/x/foto.jpg;type=image/jpeg;filename=a.jpg'`,
    parts: [
      ['to', '5511999990000'],
      ['file', '@/home/x/foto.jpg image/jpeg a.jpg'],
    ],
  },
  {
    what: '-F with a value of a type',
    command: `curl ${URL} -F 'data={"to":"55"};type=application/json'`,
    parts: [['data', '{"to":"55"}']],
    note: 'The type of the part "data"',
  },
  {
    what: 'its name in a line of its own',
    command: `curl\n  -X POST\n  ${URL}\n  -d to=55`,
    form: [['to', '55']],
    note: 'one command',
  },
  {
    what: 'an empty name in JSON',
    command: `curl ${URL} ${JSON_HEADER} -d '{"":"a","b":[""]}'`,
    json: { '': 'a', b: [''] },
  },
  {
    what: '--form=',
    command: `curl ${URL} --form=to=55 --form='text=a b'`,
    parts: [
      ['to', '55'],
      ['text', 'a b'],
    ],
  },
  {
    what: '--form-string',
    command: `curl ${URL} --form-string 'text=@a;type=b'`,
    parts: [['text', '@a;type=b']],
  },
  {
    what: '-F with a quoted value',
    command: `curl ${URL} -F 'text="a;b \\"c\\" \\\\"'`,
    parts: [['text', 'a;b "c" \\']],
  },
  {
    what: '--data-urlencode',
    command: `curl ${URL} --data-urlencode 'text=a & b + ç' --data-urlencode '=x=y'`,
    form: [
      ['text', 'a & b + ç'],
      ['x=y', ''],
    ],
  },
  {
    what: 'several -d',
    command: `curl ${URL} -d to=55 -d 'text=a+b%21' -d z`,
    form: [
      ['to', '55'],
      ['text', 'a b!'],
      ['z', ''],
    ],
  },
  {
    what: '-G',
    command: `curl -G ${URL} -d to=55 --data-urlencode 'text=Olá, tudo?'`,
    method: 'GET',
    query: [
      ['to', '55'],
      ['text', 'Olá, tudo?'],
    ],
  },
  {
    what: '--json',
    command: `curl --json '${body}' ${URL}`,
    json: BODY,
    headers: [
      ['Content-Type', 'application/json'],
      ['Accept', 'application/json'],
    ],
  },
  { what: '-u', command: `curl -u 'eu:se:nha' ${URL} -d to=55`, basic: { user: 'eu', password: 'se:nha' } },
  { what: '-XPOST', command: `curl -XPUT ${URL} -d to=55`, method: 'PUT', form: [['to', '55']] },
  {
    what: "-H'...'",
    command: `curl ${URL} -H'apikey: abc' -H"X-B:  c " -d to=55`,
    headers: [
      ['apikey', 'abc'],
      ['X-B', 'c'],
    ],
  },
  { what: '-sSLX POST', command: `curl -sSLX PATCH ${URL} -d to=55`, method: 'PATCH' },
  {
    what: '--request=POST',
    command: `curl --request=POST --url=${URL} --data=to=55`,
    method: 'POST',
    url: URL,
    form: [['to', '55']],
  },
  {
    what: 'typographic quotes',
    command: `curl ${URL} -H \u201CContent-Type: application/json\u201D -d \u2018{\u201Cto\u201D: \u201C55\u201D}\u2019`,
    json: { to: '55' },
    note: 'word processor',
  },
  {
    what: 'typographic quotes that belong to the text',
    command: `curl ${URL} ${JSON_HEADER} -d '{"text":"\u201Coi\u201D d\u2019água"}'`,
    json: { text: '\u201Coi\u201D d\u2019água' },
  },
  { what: 'a prompt', command: `$ curl ${URL} -d to=55`, form: [['to', '55']] },
  { what: 'a remark above it', command: `# Envia um texto\ncurl ${URL} -d to=55`, form: [['to', '55']] },
  { what: 'blanks that do not break', command: `curl\u00A0${URL}\u00A0-d\u00A0to=55`, form: [['to', '55']] },
  {
    what: 'a pipe behind it',
    command: `curl ${URL} -d to=55 | jq .`,
    form: [['to', '55']],
    note: 'left out',
  },
  {
    what: 'a file for the answer',
    command: `curl ${URL} -d to=55 -o x.json > y.json 2>/dev/null`,
    form: [['to', '55']],
    note: 'left out',
  },
  {
    what: 'an address without quotes',
    command: `curl -X POST ${URL}?to=55&text=oi&token=abcdef`,
    query: [
      ['to', '55'],
      ['text', 'oi'],
      ['token', 'abcdef'],
    ],
    note: 'no quotes',
  },
  {
    what: 'variables of the shell',
    command: `curl "${URL}/$INSTANCE" -d "to=\${TO}"`,
    url: `${URL}/$INSTANCE`,
    form: [['to', '$TO']],
  },
  {
    what: 'a name between braces',
    command: `curl '${URL}/{{instance}}' -d to=55`,
    url: `${URL}/{{instance}}`,
  },
  {
    what: 'brackets in the address',
    command: `curl -g '${URL}/[x]?to[]=55' -d a=b`,
    url: `${URL}/[x]`,
    query: [['to[]', '55']],
  },
  {
    what: 'headers without a value',
    command: `curl ${URL} -H 'X-Empty;' -H 'Accept:' -d to=55`,
    headers: [['X-Empty', '']],
  },
  {
    what: '-A and -e',
    command: `curl ${URL} -A eu -e https://exemplo.com.br -d to=55`,
    headers: [
      ['User-Agent', 'eu'],
      ['Referer', 'https://exemplo.com.br'],
    ],
  },
  {
    what: 'options that say nothing',
    command: `curl -v -i --compressed --http1.1 -m 10 --max-time 5 ${URL} -d to=55`,
    form: [['to', '55']],
  },
  { what: 'JSON without its header', command: `curl ${URL} -d '${body}'`, json: BODY, note: 'sent as JSON' },
  {
    what: 'its content in the lines below it',
    command: `curl ${URL} ${JSON_HEADER} -d @- <<'EOF'\n{"to":"55",\n"text":"d'água \\"$x\\" \\\\"}\nEOF\n`,
    json: { to: '55', text: 'd\'água "$x" \\' },
  },
  {
    what: 'a form in the lines below it',
    command: `curl ${URL} -d @- <<'EOF'\nto=55&\ntext=a+b\nEOF`,
    form: [
      ['to', '55'],
      ['text', 'a b'],
    ],
  },
  {
    what: 'its content in the lines below it, and variables in it',
    command: `curl ${JSON_HEADER} --data-binary "@-" ${URL} << JSON\n{"to":"$TO","text":"\\"a\\" \\$5"}\nJSON`,
    json: { to: '\uFDD2$TO\uFDD3', text: '"a" $5' },
  },
  {
    what: 'JSON under the header of a form',
    command: `curl ${URL} -H 'Content-Type: application/x-www-form-urlencoded' -d '${body}'`,
    json: BODY,
    note: 'sent as JSON',
  },
  {
    what: 'JSON as plain text',
    command: `curl ${URL} -H 'Content-Type: text/plain' -d '${body}'`,
    json: BODY,
    note: 'sent as JSON',
  },
  {
    what: 'a # inside a word',
    command: `curl ${URL}#top -d to=55#66`,
    url: URL,
    form: [['to', '55#66']],
  },
  {
    what: 'the plus of a number',
    command: `curl ${URL} -d to=+5511999990000 -d from=whatsapp:+14155238886 -d 'text=a+b'`,
    form: [
      ['to', '+5511999990000'],
      ['from', 'whatsapp:+14155238886'],
      ['text', 'a b'],
    ],
  },
  {
    what: 'a token that is a hash',
    command: `curl ${URL} -H "Authorization: Bearer $2b$10$abcdefghij_klmnopqrst-uvwxyz" -d to=55`,
    headers: [['Authorization', 'Bearer $2b$10$abcdefghij_klmnopqrst-uvwxyz']],
  },
  {
    what: 'options of Windows',
    command: `curl --ssl-no-revoke -q ${URL} -d to=55`,
    form: [['to', '55']],
  },
  { what: 'a semicolon at its end', command: `curl ${URL} -d to=55;`, form: [['to', '55']] },
  {
    what: 'a number over 2^53',
    command: `curl ${URL} ${JSON_HEADER} -d '{"id":12345678901234567890}'`,
    json: { id: 12345678901234567890 },
  },
];

/** A command that is refused, with words of the sentence. */
export const REFUSED: ReadonlyArray<readonly [what: string, command: string, says: RegExp]> = [
  ['nothing', '  ', /^is empty/],
  ['another program', `wget ${URL}`, /does not begin with curl: .*wget/],
  ['an unknown program', `frobnicate ${URL}`, /does not begin with curl/],
  ['no address', "curl -d 'to=55'", /names no address/],
  ['two addresses', `curl ${URL} ${URL}/2`, /names two addresses/],
  [
    'its quotes lost',
    `curl ${URL} -H Authorization: Bearer abc -d a=b`,
    /belong to no option.*single quotes/,
  ],
  [
    'two apostrophes inside single quotes',
    `curl ${URL} -d '{"a":"d'água e d'ouro"}'`,
    /belong to no option.*apostrophe/,
  ],
  ['PowerShell', `Invoke-RestMethod -Uri ${URL} -Method Post`, /example for PowerShell.*Choose cURL/],
  ['variables of PowerShell', `$headers = @{ apikey = "x" }\nInvoke-WebRequest ${URL}`, /for PowerShell/],
  ['the curl of PowerShell', `curl -Uri ${URL} -Method POST -Body 'a=b'`, /for PowerShell/],
  ['Python', `import requests\nrequests.post("${URL}")`, /for Python/],
  ['JavaScript', `const answer = await fetch("${URL}");`, /for JavaScript/],
  ['PHP', `<?php\n$curl = curl_init();`, /for PHP/],
  ['plain HTTP', `POST /v1/send HTTP/1.1\nHost: a.example`, /for plain HTTP/],
  ['HTTPie', `http POST ${URL} to=55`, /for HTTPie/],
  ['an address alone', `${URL}?token=abc`, /an address alone.*write curl before it/],
  [
    'a variable above it',
    `export TOKEN="abc"\ncurl ${URL} -H "apikey: $TOKEN"`,
    /sets TOKEN.*place of \$TOKEN/,
  ],
  ['its body out of another command', `echo '{}' | curl ${URL} -d @-`, /another command gives it the body/],
  ['the answer below it', `curl ${URL} -d a=b\n\n{"ok":true}`, /text below it/],
  ['an address without scheme', 'curl api.exemplo.com.br/send -d to=55', /without https:\/\//],
  ['its scheme twice', 'curl https://https://exemplo.com.br/x', /https:\/\/ twice/],
  ['another scheme', 'curl ftp://exemplo.com.br/x', /begins with ftp/],
  ['a user in the address', 'curl https://a:b@exemplo.com.br/x -d c=d', /user name or password/],
  ['a second command behind ;', `curl ${URL} -d a=b; curl ${URL}`, /more than one command/],
  ['a second command behind &&', `curl ${URL} -d a=b && echo ok`, /more than one command/],
  ['a second command in the next line', `curl ${URL} -d a=b\ncurl ${URL}`, /more than one command/],
  ['a second command behind a prompt', `ana@pc:~# curl ${URL}\ncurl ${URL} -d a=b`, /more than one command/],
  ['--next', `curl ${URL} -d a=b --next ${URL}`, /second command/],
  ['a here-document without its end', `curl ${URL} -d @- <<EOF\n{}`, /lines below/],
  ['a here-document that nothing takes', `curl ${URL} -d a=b <<EOF\n{}\nEOF`, /lines below/],
  ['a here-string', `curl ${URL} -d @- <<< '{}'`, /lines below/],
  ['a command behind its here-document', `curl ${URL} -d @- <<EOF\n{}\nEOF\ncurl ${URL}`, /more than one/],
  ['a body from a file', `curl ${URL} -d @body.json`, /from a file/],
  ['--json from a file', `curl ${URL} --json @body.json`, /from a file/],
  ['--data-binary from a file', `curl ${URL} --data-binary @foto.jpg`, /from a file/],
  ['--data-urlencode from a file', `curl ${URL} --data-urlencode text@a.txt`, /from a file/],
  ['a part from a file', `curl ${URL} -F 'text=<a.txt'`, /from a file/],
  ['headers from a file', `curl ${URL} -H @headers.txt`, /from a file/],
  ['--config', `curl --config x.txt ${URL}`, /reads a file/],
  ['-T', `curl -T foto.jpg ${URL}`, /reads a file/],
  ['$(...)', `curl ${URL} -d "a=$(date)"`, /another command inside/],
  ['backquotes', `curl ${URL} -d a=\`date\``, /another command inside/],
  ['an open quote', `curl ${URL} -d 'a=b`, /never closed/],
  ['an apostrophe inside single quotes', `curl ${URL} -d '{"a":"d'água"}'`, /never closed/],
  ['-k', `curl -k ${URL} -d a=b`, /certificate/],
  ['cookies', `curl -b 'sid=1' ${URL} -d a=b`, /cookies/],
  ['-I', `curl -I ${URL}`, /headers only/],
  ['a proxy', `curl -x http://proxy:3128 ${URL} -d a=b`, /proxy/],
  ['an unknown option', `curl --frobnicate ${URL}`, /--frobnicate/],
  ['a value that is missing', `curl ${URL} -H`, /needs a value/],
  ['-d and -F together', `curl ${URL} -d a=b -F c=d`, /both -d and -F/],
  ['a method that sends nothing', `curl -X DELETE ${URL}`, /DELETE/],
  ['GET with a body', `curl -X GET ${URL} -d a=b`, /GET and a body/],
  [
    'a body that is no JSON',
    `curl ${URL} ${JSON_HEADER} -d '{"to":{{number}}}'`,
    /no valid JSON.*\{\{number\}\}/,
  ],
  ['JSON that is none and no header', `curl ${URL} -d '{"to":"55", ...}'`, /no valid JSON near.*\.\.\./],
  [
    'a form for parts',
    `curl ${URL} -H 'Content-Type: multipart/form-data' -d a=b`,
    /multipart.*-F name=value/,
  ],
  ['a part without a =', `curl ${URL} -F abc`, /-F without a =/],
  ['XML', `curl ${URL} -H 'Content-Type: text/xml' -d '<a/>'`, /text\/xml/],
  ['a header without a colon', `curl ${URL} -H Bearer -d a=b`, /"Name: value"/],
  ['-u without a password', `curl -u eu ${URL} -d a=b`, /without a password/],
  ['a part that curl would cut', `curl ${URL} -F 'text=oi; tudo bem'`, /where curl would cut/],
  ['< outside of quotes', `curl ${URL} -H apikey:<token>`, /outside of quotes/],
  ['too many words', `curl ${URL} ${'-d a=b '.repeat(150)}`, /more than 200 words/],
  ['too much', `curl ${URL} -d '${'x'.repeat(70_000)}'`, /65536/],
  ['a character that no text has', `curl ${URL} -d 'a=\uFDD0text-0\uFDD1'`, /no text has/],
];
