import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import { described } from './derive';

/**
 * What fills a template: its approved text makes a form of it, a field for each variable; without a text there are rows
 * of names and values, or JSON.
 */

/** The name of the method that gives the fields of the form. */
export const TEMPLATE_FIELDS = 'templateFields';

const WITHOUT_TEXT = { templateText: [''] };

/** Where variables are asked for by rows or JSON. */
export const NOT_BY_TEMPLATE = { variablesMode: ['fields', 'json'], ...WITHOUT_TEXT };

/**
 * Changes only when what has to be filled in changes: n8n empties the form whenever a parameter changes that it depends
 * on, and words around the variables may change freely.
 */
const VARIABLES_KEY = `={{ ($parameter["templateText"].match(/[{][{][^{}]+[}][}]|"(IMAGE|VIDEO|DOCUMENT|COPY_CODE)"/gi) || []).join("|") }}`;

const form = (displayOptions: IDisplayOptions): INodeProperties => ({
  displayName: 'Template Variables',
  name: 'templateVariables',
  type: 'resourceMapper',
  noDataExpression: true,
  default: { mappingMode: 'defineBelow', value: null },
  displayOptions,
  typeOptions: {
    loadOptionsDependsOn: ['vendor', 'template.value', 'variablesKey'],
    resourceMapper: {
      resourceMapperMethod: TEMPLATE_FIELDS,
      mode: 'add',
      valuesLabel: 'Values',
      fieldWords: { singular: 'variable', plural: 'variables' },
      addAllFields: true,
      multiKeyMatch: false,
      supportAutoMap: true,
      hideNoDataError: true,
      refreshStaleSchemaOnOpen: true,
    },
  },
});

const forTakers = (node: NodeOperation, property: INodeProperties): INodeProperties[] =>
  described(node, property, 'variables');

/** The parameters of a node that fills templates. */
export const variableProperties = (node: NodeOperation): INodeProperties[] => [
  ...forTakers(node, {
    displayName: 'Template Text',
    name: 'templateText',
    type: 'string',
    typeOptions: { rows: 4 },
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. Hi {{1}}, your order {{2}} has arrived.',
    description:
      'Paste the approved text, or its JSON: each variable becomes a field below. WhatsApp sends the approved text, whatever stands here.',
  }),
  ...forTakers(node, {
    displayName: 'Variables Key',
    name: 'variablesKey',
    type: 'hidden',
    default: VARIABLES_KEY,
  }),
  ...forTakers(node, {
    displayName: 'Variables Mode',
    name: 'variablesMode',
    type: 'options',
    options: [
      { name: 'Fields Below', value: 'fields', description: 'One row per variable' },
      {
        name: 'Form of the Template',
        value: 'template',
        description:
          'A field for each variable of the template that the credential keeps, filled from columns',
      },
      { name: 'JSON', value: 'json', description: 'An object of names and values' },
    ],
    default: 'fields',
    displayOptions: { show: WITHOUT_TEXT },
    description: "How the template's variables are given",
  }),
  ...forTakers(node, form({ show: { variablesMode: ['template'] } })),
  ...forTakers(node, form({ hide: { variablesMode: ['template'], ...WITHOUT_TEXT } })),
  ...forTakers(node, {
    displayName: 'Variables',
    name: 'variables',
    type: 'fixedCollection',
    placeholder: 'Add Variable',
    typeOptions: { multipleValues: true, sortable: true },
    default: {},
    displayOptions: { show: { variablesMode: ['fields'], ...WITHOUT_TEXT } },
    description: 'Values for the variables of the template, in its order',
    options: [
      {
        name: 'values',
        displayName: 'Variable',
        values: [
          {
            displayName: 'Name',
            name: 'name',
            type: 'string',
            default: '',
            placeholder: 'e.g. 1',
            description: 'The name as in the template, or the number of its place',
          },
          { displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. Maria' },
        ],
      },
    ],
  }),
  ...forTakers(node, {
    displayName: 'Variables (JSON)',
    name: 'variablesJson',
    type: 'json',
    default: '{}',
    placeholder: 'e.g. {"name": "Maria"}',
    displayOptions: { show: { variablesMode: ['json'], ...WITHOUT_TEXT } },
    description: 'An object of names and values, e.g. {"1": "Maria", "2": "12345"}',
  }),
];
