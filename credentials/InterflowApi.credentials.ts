import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { workersSharing } from './shared/pacing';
import { sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

const IS_CURRENT =
  '($credentials.apiVersion === "current" || ($credentials.apiVersion !== "v1" && ($credentials.apiKey || "").trim().startsWith("ak_")))';
const BASE = '($credentials.baseUrl || "").trim().replace(/\\/+$/, "")';
const CURRENT_BASE = `${BASE}.replace(/\\/api(\\/[^\\/]+(\\/(tags|chat(\\/create|\\/[^\\/]+\\/message)?))?)?$/i, "")`;
const V1_BASE = `${BASE}.replace(/\\/(messages(\\/send)?|customers)$/i, "")`;
const CURRENT_TAGS = `(${CURRENT_BASE} || "https://v1.api.interflow.chat") + "/api/" + encodeURIComponent(($credentials.organizationId || "").trim()) + "/tags"`;
const V1_CUSTOMERS = `(${V1_BASE} || "https://api.interflow.chat").replace(/\\/v1$/, "") + "/v1/customers"`;

const REFUSED = [301, 302, 303, 307, 308, 400, 401, 402, 404, 405, 409, 410, 422, 429, 500, 502, 503, 504];
// A v1 key that may only write messages is answered 403 when it lists customers: it is a good key all the same.
// n8n resolves the expression to a number.
const FORBIDDEN = `={{ ${IS_CURRENT} ? 403 : 401 }}` as unknown as number;

export class InterflowApi implements ICredentialType {
  name = 'interflowApi';

  displayName = 'Interflow API';

  icon = { light: 'file:../icons/interflow.svg', dark: 'file:../icons/interflow.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#interflow-api';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'A key of your organization. It starts with ak_ (current API) or with if_ (API v1); a v1 key needs the permission messages:write.',
    },
    {
      displayName: 'API Version',
      name: 'apiVersion',
      type: 'options',
      options: [
        { name: 'Auto', value: 'auto', description: 'By the key: if_ means v1, ak_ means the current API' },
        { name: 'Current', value: 'current', description: 'The API of v1.api.interflow.chat' },
        { name: 'V1', value: 'v1', description: 'The API of api.interflow.chat/v1' },
      ],
      default: 'auto',
      description: 'Which generation of the Interflow API the key is for',
    },
    {
      displayName: 'Organization ID',
      name: 'organizationId',
      type: 'string',
      default: '',
      placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
      displayOptions: { hide: { apiVersion: ['v1'] } },
      description: 'The ID of your organization in Interflow. The current API needs it; v1 does not.',
    },
    {
      displayName: 'Default Channel ID',
      name: 'channelId',
      type: 'string',
      default: '',
      placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
      description: 'The channel that sends when a node names no other',
    },
    {
      displayName: 'Contact Fields',
      name: 'contactForm',
      type: 'options',
      options: [
        { name: 'Both', value: 'both', description: 'Sends the fields of both pages together' },
        {
          name: 'Contact Type and Value',
          value: 'contact',
          description: 'Only the fields of the page of July 2026',
        },
        { name: 'Customer', value: 'customer', description: 'Only the field of the page of August 2026' },
      ],
      default: 'both',
      displayOptions: { hide: { apiVersion: ['v1'] } },
      description:
        'How the current API is told whom a message is for. Change it only if Interflow refuses a field that it does not know.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://sandbox.api.interflow.chat/v1',
      description: 'The address of the API. Empty means the one of the API version.',
    },
    {
      displayName: 'Plan',
      name: 'plan',
      type: 'options',
      options: [
        { name: 'Custom', value: 'custom' },
        { name: 'Enterprise (1000 per Minute)', value: 'enterprise' },
        { name: 'Professional (300 per Minute)', value: 'professional' },
        { name: 'Starter (60 per Minute)', value: 'starter' },
      ],
      default: 'starter',
      description: 'Your Interflow plan. It decides how many messages may leave in one minute.',
    },
    {
      displayName: 'Messages per Minute',
      name: 'messagesPerMinute',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 60,
      displayOptions: { show: { plan: ['custom'] } },
      description:
        'How many messages may leave in one minute, over all workflows that use this credential. 0 means no limit.',
    },
    workersSharing,
    savedNames,
    savedTemplates,
    noOtherDomains,
  ];

  authenticate: IAuthenticate = async (credentials, request) => {
    const key = pasted(credentials, 'apiKey');
    const isCurrent =
      credentials.apiVersion === 'current' || (credentials.apiVersion !== 'v1' && key.startsWith('ak_'));
    return signed(
      request,
      { headers: isCurrent ? { 'x-api-key': key } : { Authorization: `Bearer ${key}` } },
      ownAddresses(credentials, {
        baseUrl: isCurrent ? 'https://v1.api.interflow.chat' : 'https://api.interflow.chat',
      }),
    );
  };

  // Both calls only read: the current API lists tags, v1 lists customers.
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      url: `={{ ${IS_CURRENT} ? ${CURRENT_TAGS} : ${V1_CUSTOMERS} }}`,
      ignoreHttpStatusErrors: { ignore: true, except: [...REFUSED, FORBIDDEN] },
      disableFollowRedirect: true,
    },
    rules: sentences(
      'Interflow',
      'Interflow refused this API key. Copy it again, and check "API Version", the plan and what the key is permitted to do.',
      '"API Version", "Base URL" and "Organization ID"',
      REFUSED,
    ),
  };
}
