import type { Workflow, WorkflowNode } from '../../../host/api';

/** The node that sends. */
export const SEND = 'Send';

export interface Campaign {
  name?: string;
  /** Starts it; a manual trigger where none is given. */
  trigger?: Pick<WorkflowNode, 'type' | 'parameters' | 'webhookId'> & { typeVersion: number };
  phones: readonly string[];
  credential: { id: string; name: string };
  text?: string;
  options?: Record<string, unknown>;
  settings?: Workflow['settings'];
  /** Anything else of the node that sends. */
  more?: Partial<WorkflowNode>;
}

/** A workflow that sends a text to each phone through Interflow. */
export function campaignWorkflow(campaign: Campaign): Workflow {
  const { name = 'Campaign', phones, credential, text = 'Hi', options = {}, settings, more } = campaign;
  const manual = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
  const leads = phones.map((phone) => ({ phone }));
  const nodes = [
    { ...named('Start'), ...manual, ...campaign.trigger },
    {
      ...named('Leads'),
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      parameters: { mode: 'raw', jsonOutput: JSON.stringify({ leads }), options: {} },
    },
    {
      ...named('Split'),
      type: 'n8n-nodes-base.splitOut',
      typeVersion: 1,
      parameters: { fieldToSplitOut: 'leads', options: {} },
    },
    {
      ...named(SEND),
      type: 'n8n-nodes-mensageiro.sendText',
      typeVersion: 1,
      parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text, options },
      credentials: { interflowApi: credential },
      ...more,
    },
  ];
  const link = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
  const connections = Object.fromEntries(
    nodes.slice(1).map((node, index) => [nodes[index]?.name, link(node.name)]),
  );
  return { name, nodes, connections, ...(settings && { settings }) };
}

const named = (name: string) => ({ id: name, name, position: [0, 0] });
