import type { INodeProperties } from 'n8n-workflow';

/**
 * A list as a parameter: chosen from it, or given by its ID.
 *
 * @param method the name of the node's method that gives the list
 */
export function locator(method: string, placeholder: string | undefined): Partial<INodeProperties> {
  return {
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod: method, searchable: true },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        ...(placeholder !== undefined && { placeholder }),
      },
    ],
  };
}

/** The id in a parameter with a list; any other value, such as the plain text of an older workflow, as it is. */
export function chosen(value: unknown): unknown {
  const isLocator = typeof value === 'object' && value !== null && Object.hasOwn(value, '__rl');
  return isLocator ? (value as { value?: unknown }).value : value;
}
