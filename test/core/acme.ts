import { z } from 'zod/v4';
import { ownServerAddress } from '../../core/input/endpoint';
import { integerId, optionalText } from '../../core/contract/inputs';
import { advice, invalidInput } from '../../core/contract/outcome';
import { json } from '../../core/contract/http';
import type { Lookup } from '../../core/contract/lookup';
import { defineVendor, type Acceptance, type OwnInputs } from '../../core/contract/vendor';
import { headerOf } from '../../core/contract/templateParts';
import { asObject } from '../../core/contract/variables';

/**
 * An invented vendor that uses everything a definition can hold. It is the recipe for a new vendor, compiled:
 * what CONTRIBUTING says about adding one is what stands here.
 */

const config = ownServerAddress('baseUrl', 'Base URL', {
  byDefault: 'https://api.acme.example',
}).and(z.object({ edition: z.enum(['small', 'large']).default('large') }));

type AcmeConfig = z.output<typeof config>;

/** A list that the vendor pages and searches by itself. */
const mailboxes: Lookup = {
  request: ({ baseUrl }: AcmeConfig, { search, page }) => ({
    method: 'GET',
    url: `${baseUrl}/boxes`,
    query: { ...(search !== undefined && { q: search }), ...(page !== undefined && { after: page }) },
  }),
  answer: z
    .object({
      boxes: z.array(z.object({ number: z.number(), title: z.string(), owner: z.string().nullish() })),
    })
    .transform(({ boxes }) =>
      boxes.map(({ number, title, owner }) => ({
        name: title,
        value: String(number),
        ...(owner && { description: owner }),
      })),
    ),
  nextPage: z.object({ next: z.string().nullish() }).transform(({ next }) => next ?? undefined),
  searches: true,
};

/** A list that comes whole, asked for by a form. */
const catalogue: Lookup = {
  request: ({ baseUrl, edition }: AcmeConfig) => {
    if (edition === 'small')
      throw invalidInput('The small edition of Acme has no catalogue.', 'Choose By ID and paste the number.');
    return { method: 'POST', url: `${baseUrl}/catalogue`, body: { kind: 'form', fields: { kind: 'all' } } };
  },
  answer: z.array(z.object({ name: z.string(), value: z.string() })),
};

const inputs = {
  mailboxId: {
    label: 'Mailbox ID',
    description: 'The mailbox that the message goes into',
    schema: integerId('Mailbox ID'),
    control: { kind: 'lookup', placeholder: 'e.g. 7', lookup: mailboxes },
    default: '',
  },
  nickname: {
    label: 'Nickname',
    description: 'How the recipient is greeted',
    schema: optionalText('Nickname', 20),
    control: { kind: 'text' },
    default: '',
  },
} as const satisfies OwnInputs;

const accepted = z
  .object({ ok: z.literal(true), id: z.string().min(1) })
  .transform(({ id }): Acceptance => ({ messageId: id, status: 'sent' }));

const refused = z
  .object({ ok: z.literal(false), why: z.string() })
  .transform(({ why }) => ({ code: null, message: why }));

export const acme = defineVendor({
  id: 'acme',
  name: 'Acme',
  credential: { type: 'acmeApi', secrets: ['password'] },
  config,
  ownServer: true,
  numberForm: 'international',
  inputs,
  generations: {
    small: {
      label: 'small',
      recipients: { plus: true },
      operations: {
        sendLocation: {
          recipient: 'phone',
          request: ({ to, latitude, longitude }, { baseUrl }) => ({
            method: 'POST',
            url: `${baseUrl}/places`,
            body: json({ to, at: [latitude, longitude] }),
          }),
          accepted,
          refused,
        },
        sendText: {
          recipient: 'mailboxId',
          honours: ['nickname'],
          limits: { text: 10 },
          request: ({ mailboxId, text, nickname }, { baseUrl }) => ({
            method: 'POST',
            url: `${baseUrl}/boxes`,
            body: json({ box: mailboxId, text, ...(nickname !== undefined && { nickname }) }),
          }),
          accepted,
          refused,
        },
      },
    },
    large: {
      label: '',
      recipients: { channelUserId: true },
      operations: {
        sendText: {
          recipient: 'phone',
          request: ({ to, text }, { baseUrl }) => ({
            method: 'POST',
            url: `${baseUrl}/text`,
            body: json({ to, text }),
          }),
          accepted,
          refused,
        },
        sendMediaByUpload: {
          recipient: 'phone',
          media: { image: ['caption'], audio: [] },
          before: {
            failed: 'did not open a door for this message',
            request: ({ to }, { baseUrl }) => ({
              method: 'POST',
              url: `${baseUrl}/open`,
              body: json({ to }),
            }),
            answer: z.object({ door: z.string().min(1) }),
          },
          request: ({ file, caption }, { baseUrl }, { door = '' }) => ({
            method: 'POST',
            url: `${baseUrl}/doors/${door}`,
            body: {
              kind: 'multipart',
              parts: [
                ...(caption === undefined ? [] : [{ name: 'caption', value: caption }]),
                { name: 'file', file },
              ],
            },
          }),
          accepted,
          refused,
        },
        sendTemplate: {
          recipient: 'phone',
          requires: ['template'],
          honours: ['variables', 'language', 'headerType', 'headerValue', 'buttons'],
          hints: { template: 'Its number in the catalogue' },
          defaultLanguage: 'en',
          lookups: { template: catalogue },
          request: ({ to, template, variables = [], language, buttons = [], ...header }, { baseUrl }) => {
            if (language === 'xx')
              throw invalidInput('"Language" is xx, which Acme does not speak.', 'Choose another language.');
            return {
              method: 'POST',
              url: `${baseUrl}/templates`,
              body: json({
                to,
                template,
                values: asObject(variables),
                language,
                header: headerOf(header),
                buttons: buttons.map(({ value }) => value),
              }),
            };
          },
          accepted,
          refused,
        },
      },
    },
  },
  generationOf: ({ edition }) => edition,
  refusal: z
    .object({ fault: z.string(), number: z.string().nullish() })
    .transform(({ fault, number }) => ({ code: number ?? null, message: fault })),
  advice: {
    'E-7': advice('fixNumber', 'Acme knows nobody of this number.', 'Check the number with the person.'),
  },
});

export const ACME_CREDENTIAL = { password: 'open-sesame-4711' };
