import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommand, type Command } from '../../core/curl/command';
import { formFields } from '../../core/curl/fields';
import { asPasted } from '../../core/curl/variablePlaces';
import { READABLE } from './neighbours';

/**
 * Our reading is proved against curlconverter, which reads commands by the grammar of bash. It is a module of its own
 * kind with native parts, so a process of its own runs it.
 */

interface Har {
  method: string;
  url: string;
  headers: Array<{ name: string; value: string }>;
  queryString: Array<{ name: string; value: string }>;
  postData?: {
    mimeType: string;
    text?: string;
    params?: Array<{ name: string; value: string }>;
  };
  /** Of a multipart body, which HAR has no place for there. */
  parts?: string[][];
}

const SCRIPT = `
  import { readFileSync } from 'node:fs';
  import { toHarString } from 'curlconverter';
  import { parse } from 'curlconverter/dist/src/parse.js';
  const commands = JSON.parse(readFileSync(0, 'utf8'));
  const read = commands.map((command) => {
    try {
      const { multipartUploads } = parse(command)[0];
      const parts = multipartUploads?.map((part) => [
        part.name.toString(),
        'content' in part ? part.content.toString() : '(a file)',
      ]);
      return { ...JSON.parse(toHarString(command)).log.entries[0].request, parts };
    } catch (thrown) {
      return { refused: String(thrown.message) };
    }
  });
  console.log(JSON.stringify(read));
`;

const FOLDER = join(__dirname, 'commands');

const examples = readdirSync(FOLDER).map((file) => {
  const { id, command, verdict } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<
    string,
    string
  >;
  return { what: id ?? '', command: command ?? '', verdict };
});

const commands = [...examples.filter(({ verdict }) => verdict === 'read'), ...READABLE];

/**
 * What the other parser does not read, and why the two may differ: it is no shell's fault there, but what people paste.
 */
const NOT_READ_THERE: Readonly<Record<string, string>> = {
  'lines that end with a backslash and a blank': 'a shell takes the blank for a word',
  'lines that end with ^': 'a sign of another shell',
  'lines that end with a backquote': 'a sign of another shell',
  'lines without any sign at their end': 'a shell takes the first line alone',
  'its name in a line of its own': 'a shell takes it for the whole command',
  '--form=': 'it knows no long option with its value behind =',
  '--request=POST': 'it knows no long option with its value behind =',
  'typographic quotes': 'a shell takes them for letters',
  'blanks that do not break': 'a shell takes them for letters',
  'a prompt': 'a shell takes it for a program',
  'an address without quotes': 'a shell ends the command at the &',
  'variables of the shell': 'it fills them in with nothing',
  'JSON without its header': 'curl calls it a form; here it is sent as JSON, and a note says so',
  'its content in the lines below it': 'it takes it from a file',
  'its content in the lines below it, and variables in it': 'it takes it from a file',
  'JSON under the header of a form':
    'it takes it for the name of a field; the signs that are sent are the same',
  'a # inside a word': 'it sends what curl keeps for itself',
  'telegram-send-message': 'it fills variables in with nothing',
};

const theirs = JSON.parse(
  execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    input: JSON.stringify(commands.map(({ command }) => command)),
    encoding: 'utf8',
    cwd: join(__dirname, '..', '..'),
  }),
) as Array<Har | { refused: string }>;

const lower = (headers: ReadonlyArray<readonly [string, string]>): string[][] =>
  headers
    .map(([name, value]) => [name.toLowerCase(), value.trim()])
    // What each adds by itself, and what the other writes into a header of its own.
    .filter(([name]) => name !== 'content-type' && name !== 'authorization' && name !== 'accept')
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));

/** The other parser leaves variables as they are written. */
const withVariables = <Value>(value: Value): Value => JSON.parse(asPasted(JSON.stringify(value))) as Value;

const oursOf = (command: Command) =>
  withVariables({
    method: command.method,
    // A placeholder in the place of a server has no scheme yet; there it gets one.
    url: decodeURI(`${command.base.includes('://') ? '' : 'http://'}${command.base}${command.path}`),
    query: command.query,
    headers: lower(command.headers),
    body:
      command.body.kind === 'multipart'
        ? command.body.parts.map((part) => [part.name, 'value' in part ? part.value : '(a file)'])
        : command.body.kind === 'none'
          ? ''
          : command.body.kind === 'json'
            ? command.body.text
            : command.body.fields,
  });

/** A form that has a field without = is a text there. */
const asForm = (data: Har['postData']): string | string[][] => {
  const { text = '', mimeType = '' } = data ?? {};
  return mimeType === FORM ? formFields(text).map(([name, value]) => [name, value]) : text;
};

const FORM = 'application/x-www-form-urlencoded';

const theirsOf = ({ method, url, headers, queryString, postData, parts }: Har) => {
  const [address = '', behind = ''] = url.split('?');
  const query = queryString.map(({ name, value }) => [name, value]);
  const fields = postData?.params?.map(({ name, value }) => [name, value]);
  return {
    method,
    url: decodeURI(address),
    query: query.length > 0 ? query : formFields(behind),
    headers: lower(headers.map(({ name, value }) => [name, value])),
    body: parts ?? fields ?? asForm(postData),
  };
};

describe.each(commands.map(({ what, command }, index) => ({ what, command, har: theirs[index] })))(
  '$what',
  ({ what, command, har }) => {
    if (what in NOT_READ_THERE) {
      it('is not read there as it is meant here', () => {
        const isSame =
          har !== undefined &&
          !('refused' in har) &&
          JSON.stringify(theirsOf(har)) === JSON.stringify(oursOf(readCommand(command)));
        expect(isSame).toBe(false);
      });
      return;
    }
    it('is the same request to another parser', () => {
      expect(har).not.toHaveProperty('refused');
      expect(theirsOf(har as Har)).toEqual(oursOf(readCommand(command)));
    });
  },
);

it('most commands are read by both', () => {
  expect(commands.length - Object.keys(NOT_READ_THERE).length).toBeGreaterThan(35);
});
