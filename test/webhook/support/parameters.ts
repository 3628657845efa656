import type { INodeParameters } from 'n8n-workflow';

/** The trigger's parameters, as n8n fills them in. */
export function parametersOf(changes: INodeParameters = {}): INodeParameters {
  return { source: 'interflow', statuses: [], authentication: 'secretUrl', options: {}, ...changes };
}
