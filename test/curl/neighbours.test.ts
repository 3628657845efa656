import { readCommand, type Command } from '../../core/curl/command';
import { CommandRefused } from '../../core/curl/refused';
import { asPasted } from '../../core/curl/variablePlaces';
import { READABLE, REFUSED } from './neighbours';

const partsOf = ({ body }: Command): string[][] | undefined =>
  body.kind !== 'multipart'
    ? undefined
    : body.parts.map((part) => [
        part.name,
        'value' in part ? part.value : `@${part.file.path} ${part.file.type} ${part.file.fileName}`,
      ]);

describe.each(READABLE)('a command with $what', ({ what: _what, command, note, ...expected }) => {
  it('is read as curl reads it', () => {
    const read = readCommand(command);
    const { body, basic, query, headers, method } = read;
    const found = {
      method,
      url: asPasted(`${read.base}${read.path}`),
      query,
      headers,
      basic,
      json: body.kind === 'json' ? (JSON.parse(body.text) as unknown) : undefined,
      form: body.kind === 'form' ? body.fields.map(([name, value]) => [name, asPasted(value)]) : undefined,
      parts: partsOf(read),
    };
    expect(found).toMatchObject(expected);
  });

  it(note === undefined ? 'needs no note' : 'says what was changed', () => {
    const { notes } = readCommand(command);
    if (note === undefined) expect(notes).toEqual([]);
    else expect(notes.join(' ')).toContain(note);
  });
});

it.each(REFUSED)('a command with %s is refused in a sentence', (_what, command, says) => {
  const reading = () => readCommand(command);
  expect(reading).toThrow(CommandRefused);
  expect(reading).toThrow(says);
  const { nextStep } = (() => {
    try {
      return reading();
    } catch (thrown) {
      return thrown as CommandRefused;
    }
  })() as CommandRefused;
  expect(nextStep).toMatch(/^[A-Z].{8,}\.$/s);
});

it('the digits of a number over 2^53 are kept', () => {
  const { body } = readCommand(`curl https://a.example -d '{"id":12345678901234567890}'`);
  expect(body).toEqual({ kind: 'json', text: '{"id":12345678901234567890}' });
});
