import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommand, type Command } from '../../core/curl/command';
import { CommandRefused } from '../../core/curl/refused';
import { asPasted } from '../../core/curl/variablePlaces';

/** A cURL example with its expected reading. */
interface Example {
  id: string;
  command: string;
  verdict: 'read' | 'refuse' | 'read-or-refuse';
  expected: {
    sentence?: string;
    method: string;
    url: { base: string; path: string; query: string[][] };
    headers: string[][];
    basicAuth: { user: string; password: string } | null;
    body: { kind: string; value?: unknown; raw?: string; fields?: string[][]; parts?: string[][] };
  };
}

const FOLDER = join(__dirname, 'commands');

const examples = readdirSync(FOLDER)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Example);

/** `${NAME}` counts as `$NAME`. */
const plain = <Value>(value: Value): Value =>
  JSON.parse(asPasted(JSON.stringify(value)).replace(/\$\{(\w+)\}/g, '$$$1')) as Value;

const bodyOf = ({ body }: Command) => {
  switch (body.kind) {
    case 'none':
      return { kind: body.kind };
    case 'json':
      return { kind: body.kind, value: JSON.parse(body.text) as unknown, raw: body.text };
    case 'form':
      return { kind: body.kind, fields: body.fields, raw: body.text };
    case 'multipart':
      return {
        kind: body.kind,
        parts: body.parts.map((part) => [part.name, 'value' in part ? part.value : `@${part.file.path}`]),
      };
  }
};

const inTheirForm = (command: Command) => ({
  method: command.method,
  url: { base: command.base, path: command.path, query: command.query },
  headers: command.headers,
  basicAuth: command.basic,
  body: bodyOf(command),
});

describe.each(examples.filter(({ verdict }) => verdict === 'read'))(
  'the example $id',
  ({ command, expected }) => {
    it('is read as expected', () => {
      const {
        secrets: _secrets,
        marks: _marks,
        ...rest
      } = expected as Example['expected'] & Record<string, unknown>;
      expect(plain(inTheirForm(readCommand(command)))).toEqual(plain(rest));
    });
  },
);

describe.each(examples.filter(({ verdict }) => verdict === 'refuse'))('the example $id', ({ command }) => {
  it('is refused in a sentence that says what to do', () => {
    expect(() => readCommand(command)).toThrow(CommandRefused);
  });
});

it('there are examples that are read and examples that are refused', () => {
  const count = (verdict: string) => examples.filter((each) => each.verdict === verdict).length;
  expect([count('read'), count('refuse')]).toEqual([13, 2]);
});
