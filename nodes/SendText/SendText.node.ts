import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { MAIN } from '../shared/editor/main';
import { credentialTests } from '../shared/editor/credentialTests';
import { formOf, vendorCredentials, vendorName } from '../shared/editor/derive';
import { execute } from '../shared/running/execute';
import { batchHints } from '../shared/editor/hints';
import { listSearches } from '../shared/editor/lookups';
import { optionsProperty } from '../shared/editor/options';
import { ownProperties } from '../shared/editor/ownInputs';
import { recipientProperty } from '../shared/editor/recipient';
import { toolNotice } from '../shared/editor/toolNotice';

export class SendText implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mensageiro Send Text',
    name: 'sendText',
    icon: { light: 'file:../../icons/sendText.svg', dark: 'file:../../icons/sendText.dark.svg' },
    group: ['output'],
    version: [1],
    subtitle: `={{ "via " + ${vendorName('sendText')} }}`,
    description: 'Send a WhatsApp text message through a Brazilian vendor',
    defaults: { name: 'Send Text' },
    usableAsTool: {
      replacements: {
        description:
          'Sends a real WhatsApp text message to a person; each call sends one. Call it once for each message.',
      },
    },
    inputs: [MAIN],
    outputs: [MAIN],
    credentials: vendorCredentials('sendText'),
    hints: batchHints,
    properties: formOf('sendText', [
      toolNotice,
      ...recipientProperty('sendText'),
      ...ownProperties('sendText'),
      {
        displayName: 'Text',
        name: 'text',
        type: 'string',
        typeOptions: { rows: 4 },
        required: true,
        default: '',
        placeholder: 'e.g. Hello Maria, your order is on its way.',
        description:
          'The message. WhatsApp takes free text only within 24 hours of the last message of the recipient.',
      },
      optionsProperty('sendText'),
    ]),
  };

  methods = { ...listSearches('sendText'), ...credentialTests('sendText') };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await execute(this, 'sendText');
  }
}
