import type { INodeProperties } from 'n8n-workflow';

/** Shown where an agent uses the node: there the model may choose what is sent, and to whom. */
export const toolNotice: INodeProperties = {
  displayName:
    'Each call of this tool sends a real WhatsApp message. Do not let the model choose the recipient: take it from the item, or say under Options > Allowed Recipients who may get a message. To have a person approve each call, put Mensageiro Send and Wait before it as a human review.',
  name: 'toolNotice',
  type: 'notice',
  default: '',
  displayOptions: { show: { '@tool': [true] } },
};
