import type { INodeProperties } from 'n8n-workflow';

/** The values that fill a template: a list by form, or an object as JSON. */
export const variableProperties: INodeProperties[] = [
  {
    displayName: 'Variables Mode',
    name: 'variablesMode',
    type: 'options',
    options: [
      { name: 'Fields Below', value: 'fields', description: 'One row per variable' },
      { name: 'JSON', value: 'json', description: 'An object of names and values' },
    ],
    default: 'fields',
    description: "How the template's variables are given",
  },
  {
    displayName: 'Variables',
    name: 'variables',
    type: 'fixedCollection',
    placeholder: 'Add Variable',
    typeOptions: { multipleValues: true, sortable: true },
    default: {},
    displayOptions: { show: { variablesMode: ['fields'] } },
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
  },
  {
    displayName: 'Variables (JSON)',
    name: 'variablesJson',
    type: 'json',
    default: '{}',
    placeholder: 'e.g. {"name": "Maria"}',
    displayOptions: { show: { variablesMode: ['json'] } },
    description: 'An object of names and values, e.g. {"1": "Maria", "2": "12345"}',
  },
];

/** The variables of an item, from whichever of the two forms is in use. */
export function variablesOf(parameters: Readonly<Record<string, unknown>>): unknown {
  const { variablesMode, variablesJson, variables } = parameters;
  if (variablesMode === 'json') return variablesJson;
  return (variables as { values?: unknown } | undefined)?.values;
}
