import type { FileContent } from '../contract/media';
import type { OperationInput } from '../contract/operations';
import { inWords } from '../recipients/inWords';
import type { Message } from './build';

/** How much of a text is shown, in characters as people count them. */
const LONGEST_TEXT = 200;
const LONGEST_LINK = 100;
const LONGEST_VALUE = 60;

/**
 * What a message would do, as one sentence for a person: "Would send to +55 11 98765-4321: Oi Maria, seu pedido chegou".
 *
 * @param isPhone whether it goes to a phone number, and not to an id
 * @param wording the text of the template with its variables filled in, where it is known
 */
export function previewOf(message: Message, isPhone: boolean, wording?: string): string {
  const who = recipientOf(message, isPhone);
  return message.operation === 'addToCampaign'
    ? `Would add ${who} to ${campaignOf(message)}`
    : `Would send to ${who}: ${contentOf(message, wording)}`;
}

function recipientOf({ vendor, specification, to }: Message, isPhone: boolean): string {
  if (isPhone && specification.recipient === 'phone') return inWords(to, vendor.numberForm);
  const label = vendor.inputs[specification.recipient]?.label;
  return label === undefined ? cut(to, LONGEST_VALUE) : `${label} ${cut(to, LONGEST_VALUE)}`;
}

/** What the recipient would see. */
function contentOf({ operation, values }: Message, wording: string | undefined): string {
  switch (operation) {
    case 'sendText':
      return cut((values as OperationInput<'sendText'>).text, LONGEST_TEXT);
    case 'sendMediaByUrl': {
      const { mediaType, mediaUrl, fileName, caption } = values as OperationInput<'sendMediaByUrl'>;
      return listed(`${mediaType} ${cut(mediaUrl, LONGEST_LINK)}`, [
        ['file name', fileName],
        ['caption', caption],
      ]);
    }
    case 'sendMediaByUpload': {
      const { mediaType, file, fileName, caption } = values as OperationInput<'sendMediaByUpload'>;
      return listed(`${mediaType} ${cut(fileName ?? file.fileName, LONGEST_LINK)}${sizeOf(file)}`, [
        ['caption', caption],
      ]);
    }
    case 'sendLocation': {
      const { latitude, longitude, locationName, address } = values as OperationInput<'sendLocation'>;
      const place = [locationName, address].filter((each) => each !== undefined);
      const at = place.length === 0 ? '' : ` (${cut(place.join(', '), LONGEST_TEXT)})`;
      return `location ${latitude}, ${longitude}${at}`;
    }
    case 'sendTemplate':
      return templateOf(values as OperationInput<'sendTemplate'>, wording);
    case 'addToCampaign':
      return '';
  }
}

function templateOf(values: OperationInput<'sendTemplate'>, wording: string | undefined): string {
  const { template, campaign, headerType, headerValue, buttons = [] } = values;
  const name = template === undefined ? campaignNamed(campaign) : `template ${cut(template, LONGEST_VALUE)}`;
  const opening = wording === undefined ? name : `${cut(wording, LONGEST_TEXT)} (${name})`;
  return listed(opening, [
    ...(wording === undefined ? variablesOf(values) : []),
    ['header', headerType === undefined ? undefined : `${headerType} ${headerValue ?? ''}`],
    ...buttons.map(({ index, value }) => [`button ${index}`, value] as const),
  ]);
}

function campaignOf({ vendor, values }: Message): string {
  const { campaign } = values as OperationInput<'addToCampaign'>;
  const own = Object.entries(vendor.inputs).map(([name, { label, place, control }]) => {
    const value = (values as Record<string, unknown>)[name];
    const isShown = place !== 'options' && control.kind === 'text' && isPlain(value);
    return [label, isShown ? `${value}` : undefined] as const;
  });
  return listed(campaignNamed(campaign), [...variablesOf(values as OperationInput<'addToCampaign'>), ...own]);
}

const campaignNamed = (campaign: string | undefined): string =>
  campaign === undefined ? 'the campaign of its channel' : `campaign ${cut(campaign, LONGEST_VALUE)}`;

type Named = readonly [name: string, value: string | undefined];

const variablesOf = ({ variables = [] }: Pick<OperationInput<'sendTemplate'>, 'variables'>): Named[] =>
  variables.map(({ name, value }) => [`{{${name}}}`, value]);

/** "image https://…, caption: Oi": the values that are there, each after its name. */
function listed(opening: string, all: readonly Named[]): string {
  const given = all.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${cut(value, name === 'caption' ? LONGEST_TEXT : LONGEST_LINK)}`],
  );
  return [opening, ...given].join(', ');
}

const isPlain = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

function sizeOf({ size }: FileContent): string {
  return size < 1_000_000 ? ` (${Math.ceil(size / 1000)} kB)` : ` (${(size / 1_000_000).toFixed(1)} MB)`;
}

/** On one line, cut between characters: an accent or an emoji in several parts stays whole. */
function cut(text: string, longest: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= longest) return line;
  const kept: string[] = [];
  for (const { segment } of CHARACTERS.segment(line.slice(0, longest * MOST_PARTS))) {
    if (kept.length === longest) return `${kept.slice(0, -1).join('').trimEnd()}…`;
    kept.push(segment);
  }
  return kept.length < longest && line.length > longest * MOST_PARTS
    ? `${kept.slice(0, -1).join('')}…`
    : kept.join('');
}

/** In UTF-16 units: a family emoji has eleven. */
const MOST_PARTS = 12;

const CHARACTERS = new Intl.Segmenter('pt-BR', { granularity: 'grapheme' });
