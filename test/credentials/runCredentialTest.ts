import 'reflect-metadata';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
  createEmptyRunExecutionData,
  Workflow,
  type ICredentialDataDecryptedObject,
  type ICredentialType,
  type IHttpRequestOptions,
  type INode,
  type INodeType,
  type INodeTypes,
  type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** A request as it arrived at the address under test. */
export interface Arrived {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Answer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** Serves one answer to everything while `use` runs, and tells what arrived. */
export async function whileAnswering<T>(
  answer: Answer,
  use: (origin: string, arrived: Arrived[]) => Promise<T>,
): Promise<T> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrived.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(answer.body ?? '');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

/** n8n's own node type and helper for a test, around one property that routes the credential's request. */
function contextFor(type: ICredentialType, data: ICredentialDataDecryptedObject) {
  const node: INode = {
    id: 'temp',
    name: 'Temp-Node',
    type: 'n8n-nodes-base.noOp',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
    credentials: { [type.name]: { id: '1', name: 'test' } },
  };
  const nodeType: INodeType = {
    description: {
      displayName: 'No Operation',
      name: 'noOp',
      group: ['organization'],
      version: 1,
      description: '',
      defaults: {},
      inputs: ['main'],
      outputs: ['main'],
      credentials: [{ name: type.name, required: true }],
      properties: [
        {
          displayName: 'Temp',
          name: 'temp',
          type: 'string',
          default: '',
          ...(type.test && { routing: { request: type.test.request } }),
        },
      ],
    },
  };
  const nodeTypes = {
    getByName: () => nodeType,
    getByNameAndVersion: () => nodeType,
    getKnownTypes: () => ({}),
  } as unknown as INodeTypes;
  const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
  const additionalData = {
    credentialsHelper: {
      getParentTypes: () => [],
      preAuthentication: async () => undefined,
      authenticate: async (
        credentials: ICredentialDataDecryptedObject,
        _: string,
        request: IHttpRequestOptions,
      ) =>
        typeof type.authenticate === 'function' ? await type.authenticate(credentials, request) : request,
    },
  } as unknown as IWorkflowExecuteAdditionalData;
  const input = { main: [[{ json: {} }]] };
  const context = new ExecuteContext(
    workflow,
    node,
    additionalData,
    'internal',
    createEmptyRunExecutionData(),
    0,
    [],
    input,
    { node, data: {}, source: null },
    [],
  );
  return {
    workflow,
    routing: new RoutingNode(context, nodeType, { id: '1', name: 'test', type: type.name, data }),
  };
}

/**
 * Tests a credential the way n8n 2.41 does: its routing node sends the declared request, signed by the credential,
 * and the declared rules read the answer. Returns the sentence that the user sees, or undefined for success.
 */
export async function runCredentialTest(
  type: ICredentialType,
  data: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
  const { workflow, routing } = contextFor(type, data);
  const rules = type.test?.rules ?? [];
  let output;
  try {
    await workflow.expression.acquireIsolate();
    output = await routing.runNode();
  } catch (thrown) {
    const { message, cause } = thrown as Error & {
      cause?: { response?: { status: number; statusText: string }; code?: string };
    };
    if (cause?.response === undefined) return cause?.code ?? message;
    const { status, statusText } = cause.response;
    const rule = rules.find((each) => each.type === 'responseCode' && each.properties.value === status);
    return rule?.properties.message ?? statusText;
  } finally {
    await workflow.expression.releaseIsolate();
  }
  const body = output?.[0]?.[0]?.json as unknown;
  const rule = rules.find(
    (each) =>
      each.type === 'responseSuccessBody' &&
      Object(body)[(each.properties as { key: string }).key] === each.properties.value,
  );
  return rule?.properties.message;
}
