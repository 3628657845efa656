import { WorkflowExecute } from 'n8n-core';
import {
  createRunExecutionData,
  Workflow as EngineWorkflow,
  type ICredentialDataDecryptedObject,
  type IConnections,
  type IDataObject,
  type INode,
} from 'n8n-workflow';
import type { SimulatorUrls } from '../simulator/simulator';
import { nodeTypes } from '../test/support/packageTypes';
import type { Workflow } from './api';
import { demoCredentials } from './demoCredentials';
import { executionSurroundings, handingOn } from './engine';
import { readWorkflow } from './importing';
import { demoPace } from './simulator';

const ours = 'n8n-nodes-mensageiro.';

/** n8n's own nodes are not installed yet: whatever one of them would do, here it hands on what it is given. */
const standIn = handingOn('standIn');

/**
 * Sends the messages of an example to the simulated vendors, without n8n: its sample leads through each of its
 * nodes of ours, in the engine of n8n-core.
 *
 * @param file the example: one of its nodes holds `leads` as JSON, another hands them to the nodes of ours one by one
 * @throws what a node says of a message that was not sent
 */
export async function sendSampleMessages(file: string, urls: SimulatorUrls): Promise<void> {
  const example = readWorkflow(file);
  // The engine drops parameters that a type does not have, as those of the nodes that are stood in for.
  const items = leadsOf(example).map((json) => ({ json }));
  const workflow = new EngineWorkflow({
    id: 'sample-messages',
    name: example.name,
    nodes: example.nodes as unknown as INode[],
    connections: example.connections as IConnections,
    active: false,
    nodeTypes: ourTypes(),
    settings: { executionOrder: 'v1' },
  });
  const execution = createRunExecutionData({
    executionData: {
      nodeExecutionStack: [
        {
          node: giverOf(example, workflow),
          data: { main: [items] },
          source: null,
        },
      ],
    },
  });
  const engine = new WorkflowExecute(surroundings(urls), 'manual', execution);
  const { data } = await engine.processRunExecutionData(workflow);
  // The engine keeps a copy of what was thrown, which is no error to those who look.
  const { error } = data.resultData;
  if (error) throw new Error(error.message, { cause: error });
  for (const { name } of example.nodes.filter((node) => node.type.startsWith(ours))) {
    const [sent = [], failed = []] = data.resultData.runData[name]?.at(-1)?.data?.['main'] ?? [];
    // One of the sample leads fails by design; where all do, something else is wrong.
    if (sent?.length === 0 && failed?.[0] !== undefined) throw new Error(String(failed[0].json['error']));
  }
}

function ourTypes() {
  const types = new Map(nodeTypes().map((type) => [ours + type.description.name, type]));
  const typeOf = (name: string) => types.get(name) ?? standIn;
  return { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) };
}

/** The node that hands the leads to the nodes of ours. */
function giverOf(example: Workflow, workflow: EngineWorkflow): INode {
  const first = example.nodes.find(({ type }) => type.startsWith(ours));
  const [giver] = first ? workflow.getParentNodes(first.name, 'main', 1) : [];
  const node = giver === undefined ? null : workflow.getNode(giver);
  if (!node) throw new Error(`The example "${example.name}" gives its leads to no node of ours.`);
  return node;
}

function leadsOf({ name, nodes }: Workflow): IDataObject[] {
  for (const { parameters } of nodes) {
    const output = parameters['jsonOutput'];
    if (typeof output !== 'string') continue;
    const { leads } = JSON.parse(output) as { leads?: IDataObject[] };
    if (Array.isArray(leads)) return leads;
  }
  throw new Error(`The example "${name}" has no sample leads.`);
}

function surroundings(urls: SimulatorUrls) {
  const credentials = demoCredentials(urls, demoPace);
  return executionSurroundings({
    fieldsOf: (type, name) => {
      const found = credentials.find((credential) => credential.type === type && credential.name === name);
      if (!found) throw new Error(`The demo has no credential "${name}".`);
      return found.data as ICredentialDataDecryptedObject;
    },
  });
}
