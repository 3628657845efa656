import type { INodeProperties } from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import { described } from './derive';

/** The parameter To; hidden for a vendor that addresses by an id of its own. */
export const recipientProperty = (node: NodeOperation): INodeProperties[] =>
  described(node, {
    displayName: 'To',
    name: 'to',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. +55 11 98765-4321',
    description:
      'Phone number of the recipient, with area code. Brackets, spaces and dashes do not matter. As a tool of an agent take it from the item, and do not let the model choose it.',
  });
