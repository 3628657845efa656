import {
  type IHookFunctions,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
} from 'n8n-workflow';
import { credentialsProperty } from '../shared/editor/derive';
import { testWebhookCredential } from '../../credentials/shared/webhookTest';
import { refuseIncompleteSecret } from './authentication';
import { customProperties } from './customProperties';
import { downloadProperties } from './downloadProperties';
import { OUTPUTS, eventsProperties, refuseEventsNobodyReports } from './events';
import { fileCredentials } from './fileCredentials';
import { previewSample } from './preview';
import { receive } from './receive';
import { sourceProperties } from './sourceProperties';

export class StatusTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mensageiro Status Trigger',
    name: 'statusTrigger',
    icon: { light: 'file:../../icons/statusTrigger.svg', dark: 'file:../../icons/statusTrigger.dark.svg' },
    group: ['trigger'],
    // Version 1 would make n8n evaluate an expression for every delivery.
    version: [2],
    subtitle:
      '={{ ($parameter["events"] ?? []).includes("messages") ? $parameter["events"].join(" and ") : $parameter["statuses"].join(", ") || "any status" }}',
    description:
      'Starts the workflow when a vendor reports what became of a WhatsApp message, or that somebody wrote one',
    eventTriggerDescription:
      'Press Delivered under a message in the inbox page, send yourself a message through the vendor, or write one to it',
    triggerPanel: {
      header: 'Start when a vendor reports what became of a message, or that somebody wrote one',
      executionsHelp: {
        inactive:
          "<b>To try it</b>, press Listen for Test Event, then press Delivered under a message in the inbox page, or send yourself a message through the vendor whose settings hold the test URL.<br /><br /><b>To use it</b>, put the production URL into the vendor's webhook settings and activate the workflow: each status or message then starts it by itself. To try messages, write to your own number from another phone.",
        active:
          '<b>To try it</b>, press Listen for Test Event, then press Delivered under a message in the inbox page, or send yourself a message through the vendor whose settings hold the test URL.<br /><br /><b>It is in use</b>: each status or message that the vendor sends to the production URL starts this workflow. What it did stands under <a data-key="executions">Executions</a>.',
      },
      activationHint:
        "Activate the workflow once the production URL stands in the vendor's webhook settings: each status or message then starts it.",
    },
    activationMessage:
      'What the vendor sends to the production URL, statuses or messages, now starts this workflow.',
    defaults: { name: 'Status Trigger' },
    inputs: [],
    outputs: OUTPUTS,
    credentials: [
      {
        name: 'mensageiroWebhookApi',
        required: true,
        testedBy: 'testWebhookCredential',
        // Said by hiding: n8n would take the parameter for a part of the credential and not show it.
        displayOptions: { hide: { authentication: ['secretUrl'] } },
      },
    ],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        // After the execution is stored, never before: a status acknowledged earlier could be lost.
        responseMode: 'onReceived',
        // None: n8n takes what `webhook` gives. Without the empty text it has one of its own.
        responseData: '',
        path: 'status',
      },
      // Some senders check an address with a GET before they use it.
      { name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: 'status', ndvHideUrl: true },
    ],
    properties: [
      {
        displayName:
          "Copy the <b>production URL</b> above into the vendor's webhook settings and activate the workflow. The <b>test URL</b> works only while you listen for a test event. A URL with <code>localhost</code> reaches this machine only: a vendor needs an n8n with a public address.",
        name: 'setupNotice',
        type: 'notice',
        default: '',
      },
      ...sourceProperties,
      ...eventsProperties,
      ...customProperties,
      {
        displayName: 'Trigger On',
        name: 'statuses',
        type: 'multiOptions',
        noDataExpression: true,
        options: [
          { name: 'Delivered', value: 'delivered', description: "It is on the recipient's phone" },
          { name: 'Failed', value: 'failed', description: 'It did not get through' },
          { name: 'Other', value: 'other', description: 'A word of the vendor that this node does not know' },
          { name: 'Pending', value: 'pending', description: 'It waits at the vendor' },
          { name: 'Read', value: 'read', description: 'The recipient opened it' },
          { name: 'Sent', value: 'sent', description: 'It left the vendor' },
        ],
        default: [],
        displayOptions: { show: { events: ['statuses'] } },
        description:
          'The statuses that start the workflow. Leave empty for all that are known; for the source Custom also those that are passed on as other.',
      },
      {
        displayName: 'Authentication',
        name: 'authentication',
        type: 'options',
        noDataExpression: true,
        options: [
          {
            name: 'Header Token',
            value: 'headerToken',
            description: 'Each delivery must carry a secret in a header',
          },
          {
            name: 'HMAC Signature',
            value: 'hmac',
            description: 'Each delivery must be signed with a secret, as Meta and many others do',
          },
          {
            name: 'Secret URL',
            value: 'secretUrl',
            description: 'Nobody can guess the URL. Choose this where the vendor offers nothing else.',
          },
          {
            name: 'Standard Webhooks',
            value: 'standardWebhooks',
            description: 'Each delivery must be signed as standardwebhooks.com describes',
          },
        ],
        default: 'secretUrl',
        description: 'How a delivery proves that it comes from the vendor',
      },
      ...downloadProperties,
      credentialsProperty,
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add option',
        default: {},
        options: [
          {
            displayName: 'Emit Unknown',
            name: 'emitUnknown',
            type: 'boolean',
            noDataExpression: true,
            default: false,
            description:
              'Whether to also start the workflow for events and status words that this node does not know, with the status other. Only where Events has Statuses.',
          },
          {
            displayName: 'Include Groups',
            name: 'includeGroups',
            type: 'boolean',
            noDataExpression: true,
            default: false,
            displayOptions: { show: { '/events': ['messages'] } },
            description:
              'Whether to also start the workflow for messages that somebody wrote in a group; group then names it',
          },
          {
            displayName: 'Include Own Messages',
            name: 'includeOwn',
            type: 'boolean',
            noDataExpression: true,
            default: false,
            displayOptions: { show: { '/events': ['messages'] } },
            description:
              'Whether to also start the workflow for messages that your own account wrote, such as on the phone; fromMe is then true. A workflow that answers every message would answer itself.',
          },
          {
            displayName: 'Include Raw Event',
            name: 'includeRaw',
            type: 'boolean',
            noDataExpression: true,
            default: false,
            description: "Whether to add the vendor's own entry to each event, in the field raw",
          },
          {
            displayName: 'Oldest Event',
            name: 'oldestEvent',
            type: 'number',
            noDataExpression: true,
            typeOptions: { minValue: 0 },
            default: 24,
            description:
              'How many hours ago a status or a message may have happened to start the workflow; 0 for any time. Without this option it is 24 for HMAC signatures that cover no time, which anybody could send again, and any time for everything else.',
          },
          {
            displayName: 'Only Forward',
            name: 'onlyForward',
            type: 'boolean',
            noDataExpression: true,
            default: false,
            displayOptions: { show: { '/events': ['statuses'] } },
            description:
              'Whether to leave out a status that is not further than what came before for the same message, such as delivered after read',
          },
          {
            displayName: 'Show What Could Not Be Read',
            name: 'showUnreadable',
            type: 'boolean',
            noDataExpression: true,
            default: false,
            description:
              'Whether to also start the workflow for deliveries in which no status and no message was found, with the status unreadable, what was looked for and the body. For setting up.',
          },
        ],
      },
    ],
  };

  // Added here: n8n's lint reads the list above as it is written, and can read none that is put together.
  constructor() {
    this.description.credentials?.push(...fileCredentials);
  }

  methods = { credentialTest: { testWebhookCredential }, listSearch: { previewSample } };

  // No vendor documents a way to register the URL: the user pastes it there, so nothing is created or deleted.
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        refuseEventsNobodyReports(this);
        await refuseIncompleteSecret(this);
        return true;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
    setup: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        refuseEventsNobodyReports(this);
        await refuseIncompleteSecret(this);
        return true;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receive(this);
  }
}
