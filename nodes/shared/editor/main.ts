import * as workflow from 'n8n-workflow';

type ConnectionTypes = typeof workflow.NodeConnectionTypes;

// Before n8n 1.88 there is no such constant.
const types: Partial<ConnectionTypes> = workflow.NodeConnectionTypes ?? {};

/** How the nodes are connected: by items. */
export const MAIN: ConnectionTypes['Main'] = types.Main ?? 'main';
