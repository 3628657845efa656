import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import {
  credentialsProperty,
  ownProperties,
  shownWhere,
  vendorCredentials,
  vendorName,
  vendorProperty,
} from '../shared/editor/derive';
import { execute } from '../shared/running/execute';
import { optionsProperty } from '../shared/editor/options';
import { recipientProperty } from '../shared/editor/recipient';
import { templatePartProperties } from '../shared/editor/templateParts';
import { variableProperties } from '../shared/editor/templateVariables';

export class SendTemplate implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mensageiro Send Template',
    name: 'sendTemplate',
    icon: { light: 'file:../../icons/sendTemplate.svg', dark: 'file:../../icons/sendTemplate.dark.svg' },
    group: ['output'],
    version: [1],
    subtitle: `={{ ($parameter["template"] || "template") + " via " + ${vendorName('sendTemplate')} }}`,
    description: 'Send an approved WhatsApp template through a Brazilian vendor',
    defaults: { name: 'Send Template' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: vendorCredentials('sendTemplate'),
    properties: [
      vendorProperty('sendTemplate'),
      credentialsProperty,
      recipientProperty('sendTemplate'),
      {
        displayName: 'Template',
        name: 'template',
        type: 'string',
        default: '',
        placeholder: 'e.g. order_confirmation',
        displayOptions: shownWhere('sendTemplate', 'template'),
        description:
          'Interflow: the name of the template, or its ID with the current API. AI Desk: its number.',
      },
      {
        displayName: 'Campaign',
        name: 'campaign',
        type: 'string',
        default: '',
        placeholder: 'e.g. 12345',
        displayOptions: shownWhere('sendTemplate', 'campaign'),
        description:
          'The number of the campaign that owns the template. AI Desk takes a template or a campaign, not both.',
      },
      {
        displayName: 'Language',
        name: 'language',
        type: 'string',
        default: '',
        placeholder: 'e.g. pt_BR',
        displayOptions: shownWhere('sendTemplate', 'language'),
        description: 'The language that the template was approved in; pt_BR when left empty',
      },
      ...variableProperties,
      ...ownProperties('sendTemplate'),
      ...templatePartProperties,
      optionsProperty('sendTemplate'),
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await execute(this, 'sendTemplate');
  }
}
