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
import { locationProperties, mediaProperties } from './properties';

export class SendMedia implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mensageiro Send Media',
    name: 'sendMedia',
    icon: { light: 'file:../../icons/sendMedia.svg', dark: 'file:../../icons/sendMedia.dark.svg' },
    group: ['output'],
    version: [1],
    subtitle: `={{ $parameter["mediaType"].replace("auto", "media") + " via " + ${vendorName('sendMedia')} }}`,
    description: 'Send an image, video, audio, document or location by WhatsApp through a Brazilian vendor',
    defaults: { name: 'Send Media' },
    usableAsTool: {
      replacements: {
        description:
          'Sends a real WhatsApp message with a file or a location to a person; each call sends one. Call it once for each message.',
      },
    },
    inputs: [MAIN],
    outputs: [MAIN],
    credentials: vendorCredentials('sendMedia'),
    hints: batchHints,
    properties: formOf('sendMedia', [
      toolNotice,
      ...recipientProperty('sendMedia'),
      ...ownProperties('sendMedia'),
      ...mediaProperties,
      ...locationProperties,
      optionsProperty('sendMedia'),
    ]),
  };

  methods = { ...listSearches('sendMedia'), ...credentialTests('sendMedia') };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await execute(this, 'sendMedia');
  }
}
