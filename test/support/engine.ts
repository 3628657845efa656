import { WebhookContext, WorkflowExecute } from 'n8n-core';
import {
  createRunExecutionData,
  Workflow,
  type IConnections,
  type ICredentialDataDecryptedObject,
  type IDataObject,
  type IHttpRequestOptions,
  type INode,
  type INodeExecutionData,
  type INodeParameters,
  type INodeType,
  type INodeTypes,
  type IRun,
  type IRunExecutionData,
  type IWorkflowExecuteAdditionalData,
  type NodeExecutionHint,
  type WorkflowExecuteMode,
} from 'n8n-workflow';
import { AddToCampaign } from '../../nodes/AddToCampaign/AddToCampaign.node';
import { SendAndWait } from '../../nodes/SendAndWait/SendAndWait.node';
import { SendMedia } from '../../nodes/SendMedia/SendMedia.node';
import { SendTemplate } from '../../nodes/SendTemplate/SendTemplate.node';
import { SendText } from '../../nodes/SendText/SendText.node';
import { executionSurroundings, handingOn } from '../../host/engine';
import { AGENT, agentOf, toolName, toolOf } from './agent';

/** The nodes in n8n-core's own WorkflowExecute, with n8n's own request helper behind them. */

const NODES: Readonly<Record<string, INodeType>> = {
  sendText: new SendText(),
  sendMedia: new SendMedia(),
  sendTemplate: new SendTemplate(),
  addToCampaign: new AddToCampaign(),
  sendAndWait: new SendAndWait(),
};

/** Stands before the node under test and gives out the items. */
const START = 'start';

/** What a test runs. */
export interface Run {
  node: keyof typeof NODES;
  /** Another type than ours under that name. */
  type?: INodeType;
  parameters: INodeParameters;
  items: INodeExecutionData[];
  /** The id tells accounts apart: those with the same one share their pace. */
  credential?: { type: string; data: ICredentialDataDecryptedObject; id?: string };
  /** Called whenever the node reads its credential. */
  credentialRead?: (item: number | undefined) => void;
  onError?: INode['onError'];
  retryOnFail?: boolean;
  maxTries?: number;
  /** Changes each request right before it leaves, e.g. to wait for less long. */
  leaving?: (request: IHttpRequestOptions) => void;
  /** More batches of items: the node runs once for each, as in a loop. */
  furtherRuns?: INodeExecutionData[][];
  /** Gives out the items pinned to the node instead of running it. */
  pinned?: INodeExecutionData[];
  /** Makes the node the tool of an agent, which calls it with these arguments; what it was answered is the agent's output. */
  asTool?: { calls: IDataObject[]; by: 'the agent itself' | 'the engine' };
  /** Called once the execution runs: with what stops it, and with its data as it is at any moment. */
  started?: (cancel: () => void, data: IRunExecutionData) => void;
}

/** What came of it. */
export interface Ran {
  /** The node's outputs: the main one, and the error output where there is one. */
  outputs: INodeExecutionData[][];
  /** The error that ended the run, if one did. */
  error?: { message: string; description?: string | null };
  hints: NodeExecutionHint[];
  run: IRun;
}

/** Runs one node over its items in the real engine. */
export async function runNode(test: Run): Promise<Ran> {
  const workflow = workflowOf(test);
  const execution = createRunExecutionData({
    executionData: {
      nodeExecutionStack: [test.items, ...(test.furtherRuns ?? [])].map((items) => ({
        node: workflow.getNode(START)!,
        data: { main: [items] },
        source: null,
      })),
    },
    ...(test.pinned !== undefined && { resultData: { pinData: { tested: test.pinned } } }),
  });
  return await runOn('manual', execution, workflow, test);
}

/** Runs a node type of the test's own. */
export async function runType(
  type: INodeType,
  parameters: INodeParameters,
  items: INodeExecutionData[],
): Promise<Ran> {
  return await runNode({ node: type.description.name, type, parameters, items });
}

/**
 * Retries a failed execution as n8n's "Retry execution" does: from the data stored with it (written to JSON
 * and read back), with the failed node's last run taken out.
 *
 * @param test as it was for "Retry with original workflow", or edited for "with currently saved workflow"
 */
export async function retryExecution(failed: { run: Pick<IRun, 'data'> }, test: Run): Promise<Ran> {
  const data = JSON.parse(JSON.stringify(failed.run.data)) as IRunExecutionData;
  const { lastNodeExecuted } = data.resultData;
  delete data.resultData.error;
  const runs = data.resultData.runData[String(lastNodeExecuted)];
  if (runs?.at(-1)?.error !== undefined) runs.pop();
  const workflow = workflowOf(test);
  for (const waiting of data.executionData!.nodeExecutionStack)
    waiting.node = workflow.getNode(waiting.node.name)!;
  return await runOn('retry', data, workflow, test);
}

/**
 * Opens a link of a run that waits, in n8n-core's own context of a webhook. What n8n's server does before, which is to
 * check its signature, is not part of it.
 *
 * @returns what the node answered, and the items that it goes on with
 */
export async function openLink(
  waiting: { run: Pick<IRun, 'data'> },
  test: Run,
  link: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; page: string; items: INodeExecutionData[] | undefined }> {
  const data = JSON.parse(JSON.stringify(waiting.run.data)) as IRunExecutionData;
  const workflow = workflowOf(test);
  const node = workflow.getNode('tested')!;
  const answer = { status: 200, page: '' };
  const httpResponse = {
    status: (status: number) => {
      answer.status = status;
      return httpResponse;
    },
    send: (page: string) => Object.assign(answer, { page }),
    type: () => httpResponse,
    setHeader: () => httpResponse,
  };
  const query = Object.fromEntries(new URL(link).searchParams);
  const httpRequest = { method, headers, query, body: {} };
  const additionalData = { ...surroundingsOf(test), httpRequest, httpResponse } as never;
  const webhookData = { webhookDescription: { name: 'default' } } as never;
  const context = new WebhookContext(workflow, node, additionalData, 'webhook', webhookData, [], data);
  const type = workflow.nodeTypes.getByNameAndVersion(node.type);
  const { webhookResponse, workflowData } = (await type.webhook?.call(context)) ?? {};
  return {
    ...answer,
    ...(webhookResponse !== undefined && { page: webhookResponse as string }),
    items: workflowData?.[0],
  };
}

async function runOn(
  mode: WorkflowExecuteMode,
  execution: IRunExecutionData,
  workflow: Workflow,
  test: Run,
): Promise<Ran> {
  const engine = new WorkflowExecute(surroundingsOf(test), mode, execution);
  const process = engine.processRunExecutionData(workflow);
  test.started?.(() => process.cancel(), execution);
  const run = await process;
  const watched = test.asTool === undefined ? 'tested' : AGENT;
  const task = run.data.resultData.runData[watched]?.at(-1);
  const error = run.data.resultData.error;
  return {
    outputs: (task?.data?.['main'] ?? []).map((items) => items ?? []),
    ...(error !== undefined && { error: { message: error.message, description: error.description } }),
    hints: task?.hints ?? [],
    run,
  };
}

const start = handingOn(START);

function typeOf({ node, type, asTool }: Run, name: string): INodeType {
  if (asTool !== undefined && name === AGENT) return agentOf(asTool);
  if (name === toolName(node)) return toolOf(NODES[node] as INodeType);
  return type !== undefined && name === node ? type : (NODES[name] ?? start);
}

const LINE: IConnections = { [START]: { main: [[{ node: 'tested', type: 'main', index: 0 }]] } };

const WITH_AGENT: IConnections = {
  [START]: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
  tested: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] },
};

const agentNode: INode = {
  id: AGENT,
  name: AGENT,
  type: AGENT,
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

function workflowOf(test: Run): Workflow {
  const nodeTypes: INodeTypes = {
    getByName: (name) => typeOf(test, name),
    getByNameAndVersion: (name) => typeOf(test, name),
    getKnownTypes: () => ({}),
  };
  const { credential } = test;
  const tested: INode = {
    id: 'tested',
    name: 'tested',
    type: test.asTool === undefined ? String(test.node) : toolName(test.node),
    typeVersion: 1,
    position: [0, 0],
    parameters: test.parameters,
    ...(credential !== undefined && {
      credentials: { [credential.type]: { id: credential.id ?? '1', name: 'test' } },
    }),
    ...(test.onError !== undefined && { onError: test.onError }),
    ...(test.retryOnFail === true && {
      retryOnFail: true,
      maxTries: test.maxTries ?? 3,
      waitBetweenTries: 1,
    }),
  };
  const first: INode = {
    id: START,
    name: START,
    type: START,
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  };
  return new Workflow({
    id: 'workflow',
    nodes: test.asTool === undefined ? [first, tested] : [first, agentNode, tested],
    connections: test.asTool === undefined ? LINE : WITH_AGENT,
    active: false,
    nodeTypes,
    settings: { executionOrder: 'v1' },
  });
}

/** Credentials are given decrypted, the same fields whatever the node asks for. */
const surroundingsOf = (test: Run): IWorkflowExecuteAdditionalData =>
  executionSurroundings({
    fieldsOf: () => ({ ...test.credential?.data }),
    read: test.credentialRead,
    leaving: test.leaving,
  });

/** Items with these JSON values. */
export const itemsOf = (...values: IDataObject[]): INodeExecutionData[] => values.map((json) => ({ json }));
