import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
} from 'n8n-workflow';
import { answerWebhooks, receiveAnswer } from '../shared/asking/answering';
import { ask } from '../shared/asking/asking';
import { approvalOptions } from '../shared/asking/buttons';
import { credentialTests } from '../shared/editor/credentialTests';
import { formOf, vendorCredentials, vendorName } from '../shared/editor/derive';
import { listSearches } from '../shared/editor/lookups';
import { MAIN } from '../shared/editor/main';
import { optionsProperty } from '../shared/editor/options';
import { ownProperties } from '../shared/editor/ownInputs';
import { recipientProperty } from '../shared/editor/recipient';

export class SendAndWait implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mensageiro Send and Wait',
    name: 'sendAndWait',
    icon: { light: 'file:../../icons/sendAndWait.svg', dark: 'file:../../icons/sendAndWait.dark.svg' },
    group: ['output'],
    version: [1],
    subtitle: `={{ "ask via " + ${vendorName('sendAndWait')} }}`,
    description: 'Ask a person by WhatsApp to approve or decline, and wait for the answer',
    defaults: { name: 'Send and Wait' },
    usableAsTool: {
      replacements: {
        description:
          'Asks a person by a real WhatsApp message to approve or decline, and gives the answer; each call asks once.',
      },
    },
    waitingNodeTooltip: 'Waiting for the answer to the WhatsApp message',
    inputs: [MAIN],
    outputs: [MAIN],
    credentials: vendorCredentials('sendAndWait'),
    webhooks: answerWebhooks,
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'hidden',
        noDataExpression: true,
        options: [{ name: 'Send and Wait for Response', value: 'sendAndWait' }],
        default: 'sendAndWait',
      },
      {
        displayName:
          'One question is asked for all items that come in, with the values of the first. To ask for each, put Loop Over Items before this node. The message ends with a link for each answer; opening one shows a page, and only its button decides.',
        name: 'askingNotice',
        type: 'notice',
        default: '',
      },
      ...formOf('sendAndWait', [
        ...recipientProperty('sendAndWait'),
        ...ownProperties('sendAndWait'),
        {
          displayName: 'Message',
          name: 'message',
          type: 'string',
          typeOptions: { rows: 4 },
          required: true,
          default: '',
          placeholder: 'e.g. May we give Maria a discount of 20 %?',
          description:
            'The question. The links to answer it are put below it. WhatsApp takes free text only within 24 hours of the last message of the recipient.',
        },
        approvalOptions,
        optionsProperty('sendAndWait'),
      ]),
    ],
  };

  methods = { ...listSearches('sendAndWait'), ...credentialTests('sendAndWait') };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await ask(this);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveAnswer(this);
  }
}
