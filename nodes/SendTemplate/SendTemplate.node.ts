import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { MAIN } from '../shared/editor/main';
import { described, formOf, shownValue, vendorCredentials, vendorName } from '../shared/editor/derive';
import { execute } from '../shared/running/execute';
import { batchHints } from '../shared/editor/hints';
import { credentialTests } from '../shared/editor/credentialTests';
import { listSearches } from '../shared/editor/lookups';
import { optionsProperty } from '../shared/editor/options';
import { ownProperties } from '../shared/editor/ownInputs';
import { recipientProperty } from '../shared/editor/recipient';
import { toolNotice } from '../shared/editor/toolNotice';
import { templatePartProperties } from '../shared/editor/templateParts';
import { templateFields } from '../shared/editor/templateFields';
import { variableProperties } from '../shared/editor/templateVariables';

export class SendTemplate implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mensageiro Send Template',
    name: 'sendTemplate',
    icon: { light: 'file:../../icons/sendTemplate.svg', dark: 'file:../../icons/sendTemplate.dark.svg' },
    group: ['output'],
    version: [1],
    subtitle: `={{ (${shownValue('sendTemplate', 'template')} || "template") + " via " + ${vendorName('sendTemplate')} }}`,
    description: 'Send an approved WhatsApp template through a Brazilian vendor',
    defaults: { name: 'Send Template' },
    usableAsTool: {
      replacements: {
        description:
          'Sends a real WhatsApp message from an approved template to a person; each call sends one. Call it once for each message.',
      },
    },
    inputs: [MAIN],
    outputs: [MAIN],
    credentials: vendorCredentials('sendTemplate'),
    hints: batchHints,
    properties: formOf('sendTemplate', [
      toolNotice,
      ...recipientProperty('sendTemplate'),
      ...described('sendTemplate', {
        displayName: 'Template',
        name: 'template',
        type: 'string',
        default: '',
        placeholder: 'e.g. order_confirmation',
        description: 'The approved template',
      }),
      ...described('sendTemplate', {
        displayName: 'Campaign',
        name: 'campaign',
        type: 'string',
        default: '',
        placeholder: 'e.g. 12345',
        description: 'The number of the campaign that owns the template',
      }),
      ...described('sendTemplate', {
        displayName: 'Language',
        name: 'language',
        type: 'string',
        default: '',
        placeholder: 'e.g. pt_BR',
        description: 'The language that the template was approved in',
      }),
      ...variableProperties('sendTemplate'),
      ...ownProperties('sendTemplate'),
      ...templatePartProperties('sendTemplate'),
      optionsProperty('sendTemplate'),
    ]),
  };

  methods = {
    ...listSearches('sendTemplate'),
    ...templateFields('sendTemplate'),
    ...credentialTests('sendTemplate'),
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await execute(this, 'sendTemplate');
  }
}
