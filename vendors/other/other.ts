import { mimeOfUrl } from '../../core/files/mime';
import { invalidInput } from '../../core/contract/outcome';
import type { HttpRequest } from '../../core/contract/http';
import { defineVendor } from '../../core/contract/vendor';
import { COMMAND_FIELDS, commandsOf, type CommandField } from '../../core/curl/credential';
import { fill, type Values } from '../../core/curl/fill';
import { hasMark, marksOf, type Letter } from '../../core/curl/letter';
import { nameOfMark, type Mark } from '../../core/curl/marks';
import { answersBy } from './answers';
import { config, type Config, type NumberForm } from './config';
import { summaryOf } from './summary';

/** Reads the answer by no path; the credential's own paths stand in its place. */
const { accepted, refused, refusal } = answersBy({
  idPath: '',
  successPath: '',
  successValue: '',
  reasonPath: '',
});

function letterFor({ letters }: Config, field: CommandField): Letter {
  const letter = letters[field];
  if (letter !== undefined) return letter;
  throw invalidInput(
    `"${COMMAND_FIELDS[field].label}" of the Other Vendor credential is empty, so this cannot be sent.`,
    "Paste the cURL example of the vendor's documentation into it.",
  );
}

/** A number in the form that the vendor's document shows. */
function written(digits: string, form: NumberForm): string {
  if (form !== 'national') return form === 'plus' ? `+${digits}` : digits;
  if (digits.startsWith('55')) return digits.slice(2);
  throw invalidInput(
    '"To" is a number outside of Brazil, and "Number Form" of the credential is that of a number without country code.',
    'Choose another form in the credential, or another number.',
  );
}

/** Refuses what a letter has no place for: nothing that somebody gave is left out. */
function refuseUnused(
  letter: Letter,
  field: CommandField,
  given: ReadonlyArray<readonly [string, unknown, Mark]>,
) {
  const unused = given.find(([, value, mark]) => value !== undefined && !hasMark(letter, mark));
  if (unused !== undefined)
    throw invalidInput(
      `"${COMMAND_FIELDS[field].label}" has no place for "${unused[0]}".`,
      `Leave it empty, or write ${nameOfMark(unused[2])} into the command.`,
    );
}

/** Every variable needs a place, unless the command takes them all together. */
function refuseUnusedVariables(letter: Letter, { variables = [] }: Values): void {
  const marks = marksOf(letter);
  if (marks.some((mark) => typeof mark === 'string' && mark.startsWith('variables'))) return;
  const unused = variables.find(({ name }) => !hasMark(letter, { variable: name }));
  if (unused !== undefined)
    throw invalidInput(
      `"Template Command" has no place for the variable "${unused.name}".`,
      `Write {{variable ${unused.name}}} into the command, or {{variables}} for all of them.`,
    );
}

function request(
  config: Config,
  field: CommandField,
  to: string,
  values: Omit<Values, 'number'>,
): HttpRequest {
  const letter = letterFor(config, field);
  return fill(letter, { ...values, number: written(to, config.numberForm) }, COMMAND_FIELDS[field].label);
}

/** The command that takes media in this way, whichever of the two it stands in. */
function mediaField(config: Config, mark: 'media_url' | 'file'): CommandField {
  const fields = ['mediaCommand', 'fileCommand'] as const;
  const given = fields.filter((field) => config.letters[field] !== undefined);
  const found = given.find((field) => hasMark(letterFor(config, field), mark));
  if (found !== undefined) return found;
  if (given.length === 0) return 'mediaCommand';
  throw mark === 'file'
    ? invalidInput(
        'The commands of the Other Vendor credential take a link, not a file.',
        'Set "Source" to URL, or paste a command with {{file}} into "File Command".',
      )
    : invalidInput(
        'The commands of the Other Vendor credential take a file, not a link.',
        'Set "Source" to n8n Binary File, or paste a command with {{media_url}} into "Media Command".',
      );
}

const MEDIA = {
  image: ['caption', 'fileName'],
  video: ['caption', 'fileName'],
  audio: ['caption', 'fileName'],
  document: ['caption', 'fileName'],
} as const;

/** Any vendor, by the cURL examples of its documentation. */
export const other = defineVendor({
  id: 'other',
  name: 'Other Vendor',
  credential: {
    type: 'mensageiroOtherApi',
    secrets: ['secret'],
    mayBeEmpty: true,
    secretsWithin: (credential) => {
      const commands = commandsOf(credential);
      return 'refused' in commands ? [] : commands.secrets.slice(1);
    },
    check: (credential) => {
      const read = config.safeParse(credential);
      return read.success
        ? { says: summaryOf(read.data) }
        : { refused: read.error.issues[0]?.message ?? 'The commands cannot be read.' };
    },
  },
  config,
  ownServer: true,
  numberForm: 'international',
  inputs: {},
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          request: ({ to, text }, config) => request(config, 'textCommand', to, { text }),
          accepted,
          refused,
        },
        sendMediaByUrl: {
          recipient: 'phone',
          media: MEDIA,
          request: ({ to, mediaUrl, ...media }, config) => {
            const field = mediaField(config, 'media_url');
            const values = { ...media, mediaUrl, mimeType: mimeOfUrl(mediaUrl) };
            refuseUnused(letterFor(config, field), field, [
              ['Caption', media.caption, 'caption'],
              ['File Name', media.fileName, 'file_name'],
            ]);
            return request(config, field, to, values);
          },
          accepted,
          refused,
        },
        sendMediaByUpload: {
          recipient: 'phone',
          media: MEDIA,
          request: ({ to, ...media }, config) => {
            const field = mediaField(config, 'file');
            refuseUnused(letterFor(config, field), field, [['Caption', media.caption, 'caption']]);
            return request(config, field, to, media);
          },
          accepted,
          refused,
        },
        sendTemplate: {
          recipient: 'phone',
          honours: ['template', 'language', 'variables'],
          hints: { template: 'Needed where the command of the credential has a place for it' },
          request: ({ to, template, language, variables }, config) => {
            const letter = letterFor(config, 'templateCommand');
            refuseUnused(letter, 'templateCommand', [
              ['Template', template, 'template'],
              ['Language', language, 'language'],
            ]);
            refuseUnusedVariables(letter, { number: '', variables });
            return request(config, 'templateCommand', to, { template, language, variables });
          },
          accepted,
          refused,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal,
  answers: answersBy,
});
