import { parsedAddress } from '../contract/address';
import { isPrivateHost } from '../contract/privateAddress';
import { sentence } from '../contract/text';
import { isOnThisMachine, mayCarrySecret, PLAIN_HTTP_SWITCH } from '../input/endpoint';
import { readCommand } from './command';
import { hasMark, letterOf, type Letter } from './letter';
import { markNamed, nameOfMark, type Mark, type Sample } from './marks';
import { CommandRefused } from './refused';
import { SecretValues } from './secrets';

/** The fields of a credential that hold a command each. */
export const COMMAND_FIELDS = {
  textCommand: { label: 'Text Command', needs: ['text'] },
  mediaCommand: { label: 'Media Command', needs: ['media_url', 'file'] },
  fileCommand: { label: 'File Command', needs: ['file'] },
  templateCommand: { label: 'Template Command', needs: [] },
} as const satisfies Record<string, { label: string; needs: readonly Mark[] }>;

export type CommandField = keyof typeof COMMAND_FIELDS;

/** The commands of a credential as form letters, and the secrets that belong into them. */
export interface Commands {
  letters: Partial<Record<CommandField, Letter>>;
  /** By their numbers: the first is that of the field, empty where it is not filled in. */
  secrets: string[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the commands of a credential.
 *
 * @param credential its fields
 * @returns a sentence where one of them cannot be read or filled in
 */
export function commandsOf(credential: Fields): Commands | { refused: string } {
  const secrets = new SecretValues(textOf(credential['secret']).trim());
  const letters: Commands['letters'] = {};
  let field = 'Marks';
  try {
    const samples = samplesOf(credential);
    const given = (Object.keys(COMMAND_FIELDS) as CommandField[]).filter(
      (name) => textOf(credential[name]).trim() !== '',
    );
    for (const name of given) {
      field = COMMAND_FIELDS[name].label;
      const letter = letterOf(readCommand(textOf(credential[name])), samples, secrets);
      refuseAddress(letter, credential);
      refuseWithout(letter, name);
      letters[name] = letter;
    }
    if (given.length === 0)
      return {
        refused: `"${COMMAND_FIELDS.textCommand.label}" is empty, and so are the other commands. Paste the cURL example of the vendor's documentation into one of them.`,
      };
    field = 'Marks';
    refuseUnused(samples, given.map((name) => textOf(credential[name])).join('\n'));
    return { letters, secrets: secrets.values };
  } catch (thrown) {
    return { refused: sentence(field, thrown instanceof CommandRefused ? thrown : UNREADABLE) };
  }
}

/** Whatever else goes wrong with a command nobody thought of: nothing is sent by it. */
const UNREADABLE = {
  says: 'cannot be read',
  nextStep: "Copy the command again from the vendor's documents.",
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** More rows than a command has parts. */
const MOST_SAMPLES = 50;

/** The rows that say what in the commands stands for what. */
function samplesOf({ marks }: Fields): Sample[] {
  const { values } = (marks ?? {}) as { values?: unknown };
  if (!Array.isArray(values)) return [];
  if (values.length > MOST_SAMPLES)
    throw new CommandRefused(`has more than ${MOST_SAMPLES} rows`, 'Remove those that are not needed.');
  return values.map((row: unknown) => {
    const { sample, mark: chosen, variable } = (row ?? {}) as Record<string, unknown>;
    const text = textOf(sample);
    if (text === '')
      throw new CommandRefused(
        'has a row without a sample',
        'Copy the part of the command into it, or remove it.',
      );
    const isVariable = chosen === 'variable';
    const mark = markNamed(isVariable ? `variable ${textOf(variable).trim()}` : textOf(chosen));
    if (mark === undefined)
      throw new CommandRefused(
        `does not say what "${text.slice(0, 40)}" stands for`,
        isVariable ? 'Fill in the name of the variable.' : 'Choose it in that row.',
      );
    return { sample: text, mark };
  });
}

/** A sample of a text may be escaped in the command, so its plain words are looked for. */
function refuseUnused(samples: readonly Sample[], commands: string): void {
  const unused = samples.find(({ sample }) => {
    const words = sample.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    return !words.every((word) => commands.includes(word));
  });
  if (unused !== undefined)
    throw new CommandRefused(
      `names "${unused.sample.slice(0, 40)}", which stands in none of the commands`,
      'Copy it again from the command, or remove the row.',
    );
}

/** An address in one's own network, and one without TLS, only after the switch. */
function refuseAddress({ origin }: Letter, credential: Fields): void {
  const url = parsedAddress(origin);
  if (url === undefined)
    throw new CommandRefused(`has an address that is none (${origin.slice(0, 60)})`, 'Check it.');
  const isAllowed = credential[PLAIN_HTTP_SWITCH.name] === true;
  if (!mayCarrySecret(url, isAllowed))
    throw new CommandRefused(
      'has an address that does not start with https://, so the key could be read on its way',
      `Use https://, or switch on "${PLAIN_HTTP_SWITCH.label}" for a server in your own network.`,
    );
  if (!isAllowed && isPrivateHost(url.hostname) && !isOnThisMachine(origin))
    throw new CommandRefused(
      `has an address inside a network (${url.hostname.slice(0, 60)})`,
      `Switch on "${PLAIN_HTTP_SWITCH.label}" if the server is your own.`,
    );
}

/** A command without its marks would send the same to the same person again and again. */
function refuseWithout(letter: Letter, name: CommandField): void {
  if (!hasMark(letter, 'number'))
    throw new CommandRefused(
      'does not say where the number goes',
      'Write {{number}} in its place, or add the sample number under "Marks".',
    );
  const needs: readonly Mark[] = COMMAND_FIELDS[name].needs;
  if (needs.length > 0 && !needs.some((mark) => hasMark(letter, mark)))
    throw new CommandRefused(
      `does not say where ${name === 'textCommand' ? 'the text' : 'the media'} goes`,
      `Write ${needs.map(nameOfMark).join(' or ')} in its place, or add the sample under "Marks".`,
    );
}
