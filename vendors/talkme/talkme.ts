import { z } from 'zod/v4';
import { anyButPageOrFragment, explicitNo, refusalWords } from '../../core/outcomes/answers';
import { addressOr } from '../../core/input/endpoint';
import { integerId, optionalName, optionalText, readBy } from '../../core/contract/inputs';
import { invalidInput } from '../../core/contract/outcome';
import { choiceInput } from '../../core/contract/switches';
import { json, type HttpRequest } from '../../core/contract/http';
import { defineVendor, type Acceptance, type OwnInputs, type OwnValues } from '../../core/contract/vendor';
import type { Variable } from '../../core/contract/variables';
import { ADDRESS_KEYS, CONTACT_FIELDS, contactInfo, contactInput, withVariables } from './contact';

const SCRIPT = 'dbdial_webapi.php';

const config = z.object({
  baseUrl: addressOr('Base URL', 'https://api.talk.me').transform((url) =>
    url.endsWith('.php') ? url : `${url}/${SCRIPT}`,
  ),
});

/** The address of method 2 and the table beside it spell its action differently. */
const POST_ACTIONS = ['envio_whats_simples_v2', 'envio_simples_whats_v2'] as const;

const inputs = {
  channelId: {
    label: 'Channel ID',
    description: 'The channel that sends (id_wpp). Not needed where the campaign names one.',
    schema: integerId('Channel ID'),
    control: { kind: 'text', placeholder: 'e.g. 123', named: true },
    default: '',
  },
  contact: contactInput,
  email: {
    label: 'Email',
    description: 'For campaigns that also write by email',
    schema: optionalName('Email', 254),
    control: { kind: 'text', placeholder: 'e.g. maria@example.com' },
    default: '',
  },
  subject: {
    label: 'Email Subject',
    description: 'For campaigns that also write by email',
    schema: optionalText('Email Subject', 255),
    control: { kind: 'text', placeholder: 'e.g. Your order' },
    default: '',
  },
  campaignText: {
    label: 'Message Text',
    description:
      "For channels without templates. An official channel ignores it and sends the campaign's template.",
    schema: optionalText('Message Text', 4096),
    control: { kind: 'text', placeholder: 'e.g. Hello from our shop' },
    default: '',
  },
  postAction: {
    label: 'Action Name',
    description: 'How the action is spelled that takes variables; Talk.me documents two spellings',
    schema: choiceInput('Action Name', POST_ACTIONS),
    control: {
      kind: 'choice',
      choices: POST_ACTIONS.map((value) => ({ name: value, value })).sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
    },
    default: 'envio_whats_simples_v2',
    place: 'options',
  },
  addressKeys: {
    label: 'Address Field Names',
    description: 'How the fields endereco and pais are spelled; Talk.me documents two spellings',
    schema: choiceInput('Address Field Names', ADDRESS_KEYS),
    control: {
      kind: 'choice',
      choices: [
        { name: 'Both Spellings', value: 'both' },
        { name: 'With Accents', value: 'accented' },
        { name: 'Without Accents', value: 'ascii' },
      ],
    },
    default: 'both',
    place: 'options',
  },
} as const satisfies OwnInputs;

interface Target {
  text: string;
  channelId: number | undefined;
  campaignId: number | undefined;
}

/** Above this an address is cut by some server on the way; the other method carries the text in its body. */
const LONGEST_TEXT_IN_ADDRESS = 1500;

/** Method 1 of the reference, without contact data: everything stands in the address. */
function byAddress(url: string, to: string, { text, channelId, campaignId }: Target): HttpRequest {
  return {
    method: 'GET',
    url,
    query: {
      acao: 'insere_whats_simples',
      ...(channelId !== undefined && { id_wpp: `${channelId}` }),
      num_dest: to,
      txtmsg: text,
      ...(campaignId !== undefined && { id_campanha: `${campaignId}` }),
    },
  };
}

type Details = Pick<
  OwnValues<typeof inputs>,
  'contact' | 'email' | 'subject' | 'postAction' | 'addressKeys'
> & { variables?: Variable[] };

/** Method 2, with contact data; keys in the order of the reference. */
function byBody(
  url: string,
  to: string,
  { text, channelId, campaignId }: Target,
  details: Details,
): HttpRequest {
  const { email, subject, postAction = 'envio_whats_simples_v2', addressKeys = 'both' } = details;
  const contact = withVariables(details.contact, details.variables);
  return {
    method: 'POST',
    url,
    query: { acao: postAction },
    body: json({
      txtmsg: text,
      ...(channelId !== undefined && { id_wpp: channelId }),
      ...(email !== undefined && { email_dest: email }),
      numero_dest: to,
      ...(campaignId !== undefined && { id_campanha: campaignId }),
      ...(subject !== undefined && { assunto: subject }),
      info_contato: contactInfo(to, contact, email, addressKeys),
    }),
  };
}

/** Method 2 where there is contact data (or a text too long for an address), else method 1. */
function enroll(url: string, to: string, target: Target, details: Details): HttpRequest {
  if (target.channelId === undefined && target.campaignId === undefined)
    throw invalidInput(
      '"Campaign" and "Channel ID" are both empty; Talk.me needs at least one of them.',
      'Fill in the campaign, the channel or both.',
    );
  const { variables, contact, email, subject } = details;
  const hasContactData = [variables, contact, email, subject].some((value) => value !== undefined);
  const tooLong = encodeURIComponent(target.text).length > LONGEST_TEXT_IN_ADDRESS;
  return hasContactData || tooLong ? byBody(url, to, target, details) : byAddress(url, to, target);
}

const campaignId = (campaign: string | undefined): number | undefined =>
  campaign === undefined ? undefined : readBy(integerId('Campaign'), campaign);

const answer = {
  refused: explicitNo,
  // No success is documented. A web page says that something else than the API answered.
  accepted: anyButPageOrFragment.transform((): Acceptance => ({ messageId: null, status: null })),
};

const contactInputs = ['variables', 'contact', 'email', 'subject', 'postAction', 'addressKeys'] as const;

/** Talk.me (talk.me): one script; its way to send is to put a contact into a campaign. */
export const talkme = defineVendor({
  id: 'talkme',
  name: 'Talk.me',
  // Without the client the vendor takes a request and sends nothing.
  credential: { type: 'talkMeApi', secrets: ['token'], needed: { clientId: 'Client ID' } },
  config,
  numberForm: 'national',
  inputs,
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          traps: [
            'An official channel ignores the text and sends nothing of it: use Send Template there.',
            'Talk.me gives no ID, so its delivery cannot be followed.',
          ],
          requires: ['channelId'],
          limits: { text: 4096 },
          request: ({ to, text, channelId }, { baseUrl }) =>
            enroll(baseUrl, to, { text, channelId, campaignId: undefined }, {}),
          ...answer,
        },
        sendTemplate: {
          recipient: 'phone',
          traps: [
            'Talk.me sends the template of the campaign, and fills it from the fields of the contact that the campaign names.',
          ],
          requires: ['campaign'],
          honours: ['channelId', ...contactInputs],
          variableNames: CONTACT_FIELDS,
          request: ({ to, campaign, channelId, ...details }, { baseUrl }) =>
            enroll(baseUrl, to, { text: '', channelId, campaignId: campaignId(campaign) }, details),
          ...answer,
        },
        addToCampaign: {
          recipient: 'phone',
          traps: [
            'The campaign writes to the contact as soon as it runs; an official channel ignores "Message Text" and sends the template of the campaign.',
          ],
          honours: ['campaign', 'channelId', 'campaignText', ...contactInputs],
          variableNames: CONTACT_FIELDS,
          request: ({ to, campaign, channelId, campaignText = '', ...details }, { baseUrl }) =>
            enroll(baseUrl, to, { text: campaignText, channelId, campaignId: campaignId(campaign) }, details),
          ...answer,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal: refusalWords,
});
