import { credentialAt, forEachServer, vendorStands } from '../support/vendorStands';
import fc from 'fast-check';
import { inputNames, OPERATION_NAMES, type OperationName } from '../../core/contract/operations';
import { MessagingError } from '../../core/contract/outcome';
import { buildMessage } from '../../core/message/build';
import { readAccount } from '../../core/input/account';
import type { Vendor } from '../../core/contract/vendor';
import { vendors } from '../../vendors';
import { credentialOf } from '../support/credential';

type Fields = Record<string, unknown>;

const CONFIGS: Readonly<Record<string, Fields>> = {
  aidesk: { instanceId: 4 },
  cleverchat: {},
  interflow: { apiVersion: 'v1', channelId: '550e8400-e29b-41d4-a716-446655440000' },
  logyca: { textEndpoint: 'https://whatsapp.example.com/api/messages/send' },
  talkme: {},
};

const vendorOf = (id: string): Vendor => vendors.find((vendor) => vendor.id === id) as Vendor;

/** The sentence with which a step refuses. */
function sentence(step: () => unknown): string {
  try {
    step();
  } catch (refusal) {
    if (!(refusal instanceof MessagingError)) throw refusal;
    expect(refusal).toMatchObject({
      outcome: 'notSent',
      retrySafe: true,
      httpStatus: null,
      vendorCode: null,
    });
    return refusal.message;
  }
  throw new Error('It was not refused.');
}

const ofMessage = (id: string, operation: OperationName, input: Fields, config: Fields = {}): string =>
  sentence(() => {
    const vendor = vendorOf(id);
    const account = readAccount(vendor, credentialOf(vendor, { ...CONFIGS[id], ...config }));
    return buildMessage(vendor, operation, input, account.config);
  });

const ofCredential = (id: string, data: Fields): string =>
  sentence(() => readAccount(vendorOf(id), { ...credentialOf(vendorOf(id), CONFIGS[id] ?? {}), ...data }));

const to = '5511999999999';
const FILL = 'Fill it in, or check that its expression gives a value for this item.';
const PASTE_AGAIN = 'Open the credential and paste the value again, alone on one line.';
const CORRECT = 'Open the credential and correct it.';
const campaign = { to, campaign: '3', queueId: 5, statusId: 1 };

const SENTENCES: ReadonlyArray<readonly [what: string, give: () => string, expected: string]> = [
  [
    'no recipient',
    () => ofMessage('cleverchat', 'sendText', { text: 'Hi' }),
    'The recipient in "To" is empty: map the field that holds the phone number. Then run this item again.',
  ],
  [
    'letters in the recipient',
    () => ofMessage('cleverchat', 'sendText', { to: '55 11 9ABC-1234', text: 'Hi' }),
    'The recipient in "To" has letters in it: give digits only, for example +55 11 98765-4321. Then run this item again.',
  ],
  ['an empty text', () => ofMessage('cleverchat', 'sendText', { to, text: '' }), `"Text" is empty. ${FILL}`],
  [
    'a text of spaces',
    () => ofMessage('logyca', 'sendText', { to, text: ' \n ' }),
    `"Text" is empty. ${FILL}`,
  ],
  ['no text at all', () => ofMessage('interflow', 'sendText', { to }), `"Text" is empty. ${FILL}`],
  [
    'a text that is an object',
    () => ofMessage('interflow', 'sendText', { to, text: { a: 1 } }),
    '"Text" is not text. Give it as text, not as a list or an object.',
  ],
  [
    'a media type that does not exist',
    () =>
      ofMessage('interflow', 'sendMediaByUrl', { to, mediaType: 'sticker', mediaUrl: 'https://x.example/a' }),
    '"Media Type" has no "sticker". Choose one of: image, video, audio, document.',
  ],
  [
    'a media type that does not exist, with a caption',
    () =>
      ofMessage('interflow', 'sendMediaByUrl', {
        to,
        mediaType: 'sticker',
        mediaUrl: 'https://x.example/a',
        caption: 'Look',
      }),
    '"Media Type" has no "sticker". Choose one of: image, video, audio, document.',
  ],
  [
    'a caption under audio',
    () =>
      ofMessage('interflow', 'sendMediaByUrl', {
        to,
        mediaType: 'audio',
        mediaUrl: 'https://x.example/a.ogg',
        caption: 'Look',
      }),
    'Interflow (v1) does not take "Caption" with media of type audio. Leave it empty, or choose another vendor.',
  ],
  [
    'a media link that is no address',
    () => ofMessage('aidesk', 'sendMediaByUrl', { contactId: 53, mediaType: 'image', mediaUrl: 'photo.jpg' }),
    '"Media URL" is not a web address. Give the full address, starting with https://.',
  ],
  [
    'a media link to a local file',
    () =>
      ofMessage('aidesk', 'sendMediaByUrl', {
        contactId: 53,
        mediaType: 'image',
        mediaUrl: 'file:///etc/hosts',
      }),
    '"Media URL" starts with file:, which vendors cannot fetch. Use an https:// address.',
  ],
  [
    'a file for a vendor that takes links',
    () => ofMessage('aidesk', 'sendMediaByUpload', { contactId: 53, mediaType: 'image' }),
    'AI Desk cannot take an uploaded file. Choose another vendor or another operation.',
  ],
  [
    'a ticket without a queue',
    () => ofMessage('cleverchat', 'sendText', { to, text: 'Hi', openTicket: true }),
    '"Queue ID" is empty, but "Open Ticket" is on; the ticket would land in no queue. Fill in the ID of the queue, or switch Open Ticket off.',
  ],
  [
    'a ticket in queue 0',
    () => ofMessage('cleverchat', 'sendText', { to, text: 'Hi', openTicket: true, queueId: '0' }),
    '"Queue ID" is empty, but "Open Ticket" is on; the ticket would land in no queue. Fill in the ID of the queue, or switch Open Ticket off.',
  ],
  [
    'a queue that is no number',
    () => ofMessage('cleverchat', 'sendText', { to, text: 'Hi', queueId: 'sales' }),
    '"Queue ID" must be a whole number. Copy the number of the queue from CleverChat.',
  ],
  [
    'neither template nor campaign for AI Desk',
    () => ofMessage('aidesk', 'sendTemplate', { to, queueId: 5, statusId: 1 }),
    '"Template" and "Campaign" are both empty; AI Desk needs one of them. Fill in exactly one.',
  ],
  [
    'template and campaign for AI Desk',
    () => ofMessage('aidesk', 'sendTemplate', { ...campaign, template: '15' }),
    '"Template" and "Campaign" are both filled in; AI Desk takes only one of them. Fill in exactly one.',
  ],
  [
    'a template of AI Desk by name',
    () => ofMessage('aidesk', 'sendTemplate', { to, template: 'hello', queueId: 5, statusId: 1 }),
    '"Template" must be a whole number. Copy the number that the vendor\'s panel shows.',
  ],
  [
    'no queue for AI Desk',
    () => ofMessage('aidesk', 'addToCampaign', { ...campaign, queueId: '' }),
    `"Queue ID" is empty. ${FILL}`,
  ],
  [
    'no contact for AI Desk',
    () => ofMessage('aidesk', 'sendText', { to, text: 'Hi' }),
    `"Contact ID" is empty. ${FILL}`,
  ],
  [
    'no instance for AI Desk',
    () => ofMessage('aidesk', 'sendText', { contactId: 53, text: 'Hi' }, { instanceId: '' }),
    '"Instance ID" is empty in the AI Desk credential; text and media need it. Open the credential and fill it in.',
  ],
  [
    'neither channel nor campaign for Talk.me',
    () => ofMessage('talkme', 'addToCampaign', { to }),
    '"Campaign" and "Channel ID" are both empty; Talk.me needs at least one of them. Fill in the campaign, the channel or both.',
  ],
  [
    'no channel for a text of Talk.me',
    () => ofMessage('talkme', 'sendText', { to, text: 'Hi' }),
    `"Channel ID" is empty. ${FILL}`,
  ],
  [
    'a variable that Talk.me has no field for',
    () => ofMessage('talkme', 'addToCampaign', { to, campaign: '12345', variables: { colour: 'red' } }),
    'The variable "colour" is no contact field of Talk.me, and its campaigns read nothing else. Use one of: documento, nome, telefone2, telefone3, email, endereco, bairro, cep, cidade, estado, pais, geral1, geral2, geral3, geral4, geral5.',
  ],
  [
    'a field of Talk.me given twice',
    () =>
      ofMessage('talkme', 'addToCampaign', {
        to,
        campaign: '12345',
        variables: { nome: 'A' },
        contact: { nome: 'B' },
      }),
    '"nome" is given twice, as a variable and as a contact field. Keep one of them.',
  ],
  [
    'no channel for Interflow',
    () => ofMessage('interflow', 'sendText', { to, text: 'Hi' }, { channelId: '' }),
    '"Channel ID" is empty and the Interflow credential has no default channel. Fill in one of the two.',
  ],
  [
    'a channel of Interflow that is no id',
    () => ofMessage('interflow', 'sendText', { to, text: 'Hi', channelId: 'sales' }),
    '"Channel ID" is not an Interflow ID. Paste it whole; it looks like 550e8400-e29b-41d4-a716-446655440000.',
  ],
  [
    'a header without its value',
    () =>
      ofMessage('interflow', 'sendTemplate', { to, template: 'a', language: 'pt_BR', headerType: 'image' }),
    '"Header Value" is empty, but "Header" is image. Fill it in, or set Header to None.',
  ],
  [
    'a value without its header',
    () => ofMessage('interflow', 'sendTemplate', { to, template: 'a', language: 'pt_BR', headerValue: 'x' }),
    '"Header Value" is filled in, but "Header" is None. Choose what the header is.',
  ],
  [
    'a latitude beyond the pole',
    () => ofMessage('interflow', 'sendLocation', { to, latitude: 91, longitude: 0 }),
    '"Latitude" must be between -90 and 90. Check the value.',
  ],
  [
    'a longitude in words',
    () => ofMessage('interflow', 'sendLocation', { to, latitude: '-23,5', longitude: 'west' }),
    '"Longitude" is not a number. Give it as digits, e.g. -23.5505.',
  ],
  [
    'a token with a line break in it',
    () => ofCredential('cleverchat', { token: 'abc\ndef' }),
    `"token" in the CleverChat credential has a line break, a space or a character that no key has. ${PASTE_AGAIN}`,
  ],
  [
    'a key with an accent',
    () => ofCredential('aidesk', { apiKey: 'chavé' }),
    `"apiKey" in the AI Desk credential has a line break, a space or a character that no key has. ${PASTE_AGAIN}`,
  ],
  [
    'no token',
    () => ofCredential('talkme', { token: '' }),
    'The Talk.me credential has no value in "token". Open the credential and paste it from the vendor.',
  ],
  [
    'an endpoint of Logyca that is no address',
    () => ofCredential('logyca', { textEndpoint: 'api/messages/send' }),
    `The Logyca credential is not complete: "Text Endpoint" is not a web address. Paste it whole, starting with https://. ${CORRECT}`,
  ],
  [
    'a media endpoint of Logyca that is no address',
    () => ofCredential('logyca', { mediaEndpoint: 'media' }),
    `The Logyca credential is not complete: "Media Endpoint" is not a web address. Paste it whole, starting with https://. ${CORRECT}`,
  ],
  [
    'no endpoint for Logyca',
    () => ofCredential('logyca', { textEndpoint: ' ' }),
    `The Logyca credential is not complete: "Text Endpoint" is empty. ${CORRECT}`,
  ],
  [
    'an endpoint without TLS',
    () => ofCredential('logyca', { textEndpoint: 'http://whatsapp.example.com/api/messages/send' }),
    `The Logyca credential is not complete: "Text Endpoint" does not start with https://. Without it the token could be read on its way. ${CORRECT}`,
  ],
  [
    'a key that tells no version',
    () => ofCredential('interflow', { apiVersion: 'auto', apiKey: 'zz_123456' }),
    `The Interflow credential is not complete: "API Version" is Auto, but the key starts neither with if_ nor with ak_, so choose the version. ${CORRECT}`,
  ],
  [
    'no organization for the current API',
    () => ofCredential('interflow', { apiVersion: 'current' }),
    `The Interflow credential is not complete: "Organization ID" is empty; the current API needs it. ${CORRECT}`,
  ],
];

const NODE_CODE = /\bE[A-Z]{3,}\b|\bERR_[A-Z_]+\b|\bZodError\b/;

function expectAClearSentence(text: string): void {
  expect(text.length).toBeLessThanOrEqual(300);
  expect(text.endsWith('.')).toBe(true);
  expect(text).not.toMatch(NODE_CODE);
  expect(text).not.toMatch(/undefined|\[object|expected .*received|Invalid input|Invalid option|[\n\r]/);
}

describe('bad input', () => {
  it.each(SENTENCES)('such as %s is refused in clear words', (_what, give, expected) => {
    expect(give()).toBe(expected);
  });

  it.each(SENTENCES)('such as %s has a sentence that fits in one view', (_what, give) => {
    expectAClearSentence(give());
  });

  const names = [
    ...new Set([
      ...OPERATION_NAMES.flatMap(inputNames),
      ...vendors.flatMap(({ inputs }) => Object.keys(inputs)),
    ]),
  ];
  // Letters that can break a sentence, but spell no word that the checks look for.
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', ' ', '\n', '"', '😀', '0', '\u202E'),
    maxLength: 2000,
    size: 'max',
  });
  const value = fc.oneof(
    text,
    fc.jsonValue({ maxDepth: 2 }).map((json) => JSON.parse(JSON.stringify(json).replace(/[A-Z]/g, 'a'))),
    fc.constantFrom<unknown>(
      'image',
      'https://x.example/a.png',
      '5',
      7,
      true,
      'pt_BR',
      to,
      new Date(0),
      1n,
      () => 1,
    ),
    fc.dictionary(text, fc.oneof(text, fc.integer()), { maxKeys: 3, noNullPrototype: true }),
  );
  const anyInput = fc.dictionary(fc.constantFrom('to', ...names), value, { maxKeys: 8 });

  /** What the credential of a vendor's stand holds. */
  const standing = (vendor: Vendor): Record<string, unknown> => {
    const stand = vendorStands.find((each) => each.vendor === vendor);
    const nowhere = forEachServer(() => 'https://vendor.example');
    return stand === undefined ? {} : credentialAt(stand, nowhere).data;
  };

  it('P20 of any kind is refused in clear words or taken, never with another error', () => {
    const accounts = vendors.map(
      (vendor) =>
        [vendor, readAccount(vendor, credentialOf(vendor, CONFIGS[vendor.id] ?? standing(vendor)))] as const,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...accounts.map(([{ id }]) => id)),
        fc.constantFrom(...OPERATION_NAMES),
        anyInput,
        (id, operation, input) => {
          const [vendor, { config }] = accounts.find(([each]) => each.id === id) as (typeof accounts)[number];
          try {
            buildMessage(vendor, operation, { to, ...input }, config);
          } catch (refusal) {
            expect(refusal).toBeInstanceOf(MessagingError);
            expectAClearSentence((refusal as MessagingError).message);
          }
        },
      ),
      { numRuns: 1000, endOnFailure: true },
    );
  });

  it('P20 in a credential is refused in clear words or taken, never with another error', () => {
    const fields = [
      'baseUrl',
      'apiVersion',
      'organizationId',
      'channelId',
      'textEndpoint',
      'mediaEndpoint',
      'textKey',
      'fileField',
      'allowedMediaHosts',
      'templateBaseUrl',
      'directBaseUrl',
      'instanceId',
      'token',
      'apiKey',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...vendors.map(({ id }) => id)),
        fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 5 }),
        (id, data) => {
          const vendor = vendorOf(id);
          try {
            readAccount(vendor, { ...credentialOf(vendor, CONFIGS[vendor.id] ?? {}), ...data });
          } catch (refusal) {
            expect(refusal).toBeInstanceOf(MessagingError);
            expectAClearSentence((refusal as MessagingError).message);
          }
        },
      ),
      { numRuns: 1000, endOnFailure: true },
    );
  });
});
