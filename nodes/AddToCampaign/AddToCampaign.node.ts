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
import { listSearches } from '../shared/editor/lookups';
import { optionsProperty } from '../shared/editor/options';
import { ownProperties } from '../shared/editor/ownInputs';
import { recipientProperty } from '../shared/editor/recipient';
import { toolNotice } from '../shared/editor/toolNotice';
import { templateFields } from '../shared/editor/templateFields';
import { variableProperties } from '../shared/editor/templateVariables';

export class AddToCampaign implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mensageiro Add to Campaign',
    name: 'addToCampaign',
    icon: { light: 'file:../../icons/addToCampaign.svg', dark: 'file:../../icons/addToCampaign.dark.svg' },
    group: ['output'],
    version: [1],
    subtitle: `={{ "campaign " + ${shownValue('addToCampaign', 'campaign')} + " via " + ${vendorName('addToCampaign')} }}`,
    description: 'Add a contact to a WhatsApp campaign of a Brazilian vendor',
    defaults: { name: 'Add to Campaign' },
    usableAsTool: {
      replacements: {
        description:
          'Adds a person to a WhatsApp campaign, which may send a real message at once. Call it once for each person.',
      },
    },
    inputs: [MAIN],
    outputs: [MAIN],
    credentials: vendorCredentials('addToCampaign'),
    hints: batchHints,
    properties: formOf('addToCampaign', [
      toolNotice,
      ...recipientProperty('addToCampaign'),
      ...described('addToCampaign', {
        displayName: 'Campaign',
        name: 'campaign',
        type: 'string',
        default: '',
        placeholder: 'e.g. 12345',
        description: "The number of the campaign in the vendor's panel",
      }),
      ...variableProperties('addToCampaign'),
      ...ownProperties('addToCampaign'),
      optionsProperty('addToCampaign'),
    ]),
  };

  methods = { ...listSearches('addToCampaign'), ...templateFields('addToCampaign') };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await execute(this, 'addToCampaign');
  }
}
