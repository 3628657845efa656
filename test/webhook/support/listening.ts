import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';
import express, { type Request, type Response } from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import {
  Workflow,
  type IBinaryData,
  type ICredentialDataDecryptedObject,
  type IDataObject,
  type INode,
  type INodeParameters,
  type INodeTypes,
  type IWebhookData,
  type IWebhookFunctions,
  type IWorkflowExecuteAdditionalData,
  type WorkflowExecuteMode,
} from 'n8n-workflow';
import { executionSurroundings } from '../../../host/engine';
import { StatusTrigger } from '../../../nodes/StatusTrigger/StatusTrigger.node';

/** A trigger that waits for deliveries on loopback, in n8n-core's own webhook context. */
export interface Listening {
  url: string;
  /** Another id makes it the trigger of another workflow from then on. */
  workflowId: string;
  /** The items of each execution that a delivery started. */
  executions: IDataObject[][];
  /** The same, by the outputs that they leave by. */
  outputs: IDataObject[][][];
  /** The files of these items, each as n8n keeps it; undefined for an item without one. */
  files: Array<IBinaryData | undefined>;
  /** What the node threw, which n8n would make a failed execution of. */
  thrown: unknown[];
  /** How often the credential was read. */
  credentialReads: number;
  credential: ICredentialDataDecryptedObject | null;
  sending: { type: string; data: ICredentialDataDecryptedObject } | null;
  parameters: INodeParameters;
  /** Each workflow's static data as n8n has stored it, which outlives the process. */
  staticData: Map<string, IDataObject>;
  /** Runs where n8n stores an execution: may wait, or throw as n8n does when it cannot. */
  store: () => Promise<void>;
  /** May wrap what the node sees. */
  wrap: (context: IWebhookFunctions) => IWebhookFunctions;
  activate(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Trigger {
  parameters?: INodeParameters;
  credential?: ICredentialDataDecryptedObject;
  mode?: WorkflowExecuteMode;
  /** The credential that sends, by its type. */
  sending?: { type: string; data: ICredentialDataDecryptedObject };
}

const node = new StatusTrigger();

const nodeTypes: INodeTypes = {
  getByName: () => node,
  getByNameAndVersion: () => node,
  getKnownTypes: () => ({}),
};

let workflows = 0;

/** Starts a trigger; each has a memory of its own, as each workflow has. */
export async function listen(trigger: Trigger = {}): Promise<Listening> {
  const server = createServer();
  const listening: Listening = {
    url: '',
    workflowId: `workflow ${++workflows}`,
    executions: [],
    outputs: [],
    files: [],
    thrown: [],
    credentialReads: 0,
    credential: trigger.credential ?? null,
    sending: trigger.sending ?? null,
    parameters: trigger.parameters ?? {},
    staticData: new Map(),
    store: async () => undefined,
    wrap: (context) => context,
    activate: async () => {
      const { workflow, start, additionalData } = n8nOf(listening);
      const context = new HookContext(
        workflow,
        start,
        additionalData,
        'trigger',
        'activate',
        webhookData('POST'),
      );
      return await node.webhookMethods.default.checkExists.call(context);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const application = express();
  application.all('/status', (request, response) => {
    void answer(listening, trigger.mode ?? 'webhook', request, response);
  });
  server.on('request', application as (request: IncomingMessage, response: ServerResponse) => void);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  listening.url = `http://127.0.0.1:${portOf(server)}/status`;
  return listening;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** What n8n does around a trigger of `responseMode: onReceived`, step by step. */
async function answer(
  listening: Listening,
  mode: WorkflowExecuteMode,
  request: Request,
  response: Response,
): Promise<void> {
  try {
    await readBody(request);
  } catch {
    response.status(422).json({ code: 0, message: 'Failed to parse request body' });
    return;
  }
  const { workflow, start, additionalData, staticData } = n8nOf(listening);
  Object.assign(additionalData, { httpRequest: request, httpResponse: response });
  const data = webhookData(request.method);
  const context = new WebhookContext(workflow, start, additionalData, mode, data, [], null);
  try {
    const result = await node.webhook.call(listening.wrap(context));
    if (result.noWebhookResponse === true) return;
    if (result.workflowData === undefined) {
      response.status(200).json(result.webhookResponse ?? { message: 'Webhook call received' });
      return;
    }
    await listening.store();
    // On the way n8n makes another workflow over the same data, which thereby counts as unchanged.
    new Workflow({ id: '', nodes: [], connections: {}, active: true, nodeTypes, staticData });
    // It asks for the answer last of all, where the description has none, and then stores the data as a whole.
    const { responseData = 'firstEntryJson' } = data.webhookDescription;
    const body = responseData || (result.webhookResponse ?? { message: 'Workflow was started' });
    if (workflow.staticData['__dataChanged'] === true)
      listening.staticData.set(
        listening.workflowId,
        JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
      );
    const outputs = result.workflowData.map((items) => items.map(({ json }) => json));
    listening.files.push(...result.workflowData.flat().map(({ binary }) => binary?.['data']));
    listening.outputs.push(outputs);
    listening.executions.push(outputs.flat());
    response.status(200).send(body);
  } catch (thrown) {
    if (!(thrown instanceof NotStored)) listening.thrown.push(thrown);
    if (!response.headersSent) response.status(500).json({ code: 0, message: String(thrown) });
  }
}

/** n8n could not store an execution. */
export class NotStored extends Error {}

function webhookData(method: string): IWebhookData {
  const name = method === 'GET' ? 'setup' : 'default';
  const description = node.description.webhooks?.find((webhook) => webhook.name === name);
  return { webhookDescription: description, isTest: false } as unknown as IWebhookData;
}

function n8nOf(listening: Listening) {
  const start: INode = {
    id: 'trigger',
    name: 'Status Trigger',
    type: 'n8n-nodes-mensageiro.statusTrigger',
    typeVersion: 2,
    position: [0, 0],
    parameters: listening.parameters,
    credentials: {
      mensageiroWebhookApi: { id: '1', name: 'Webhook' },
      ...(listening.sending !== null && { [listening.sending.type]: { id: '2', name: 'Sending' } }),
    },
  };
  const staticData = structuredClone(listening.staticData.get(listening.workflowId) ?? {});
  const workflow = new Workflow({
    id: listening.workflowId,
    nodes: [start],
    connections: {},
    active: true,
    nodeTypes,
    staticData,
  });
  const { sending } = listening;
  // Signs requests by the real credential types, as n8n does.
  const signing = executionSurroundings({ fieldsOf: () => sending?.data ?? {} }).credentialsHelper;
  const credentialsHelper = {
    getParentTypes: () => [],
    authenticate: signing.authenticate,
    preAuthentication: async () => undefined,
    getDecrypted: async (_data: unknown, _chosen: unknown, type: string) => {
      if (sending !== null && type === sending.type) return { ...sending.data };
      listening.credentialReads += 1;
      if (listening.credential === null) throw new Error('Credential with ID "1" does not exist. canary');
      return { ...listening.credential };
    },
    isCredentialUsableByNode: () => true,
  };
  const additionalData = { credentialsHelper, variables: {} } as unknown as IWorkflowExecuteAdditionalData;
  return { workflow, start: workflow.getNode('Status Trigger')!, additionalData, staticData };
}

/** n8n's body parser: the bytes are kept, plain JSON and text are parsed, anything else waits to be asked for. */
async function readBody(request: Request): Promise<void> {
  const extended = request as unknown as {
    rawBody?: Buffer;
    readRawBody: () => Promise<void>;
    body: unknown;
  };
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  extended.readRawBody = async () => {
    if (extended.rawBody !== undefined) return;
    const chunks: Buffer[] = [];
    const stream = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      // N8N_PAYLOAD_SIZE_MAX, in bytes.
      if (chunks.reduce((sum, { length }) => sum + length, 0) > 16 * 1024 * 1024)
        throw new Error('request entity too large');
    }
    extended.rawBody = Buffer.concat(chunks);
  };
  if (type === 'application/json' || type === 'text/plain') {
    await extended.readRawBody();
    const text = extended.rawBody?.toString('utf8') ?? '';
    if (text !== '') extended.body = type === 'text/plain' ? text : (JSON.parse(text) as unknown);
  }
  extended.body ??= {};
}
