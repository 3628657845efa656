import { ExecutionLifecycleHooks } from 'n8n-core';
import type {
  ICredentialDataDecryptedObject,
  ICredentialsHelper,
  ICredentialType,
  IHttpRequestOptions,
  INodeParameters,
  INodeType,
  IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { credentialTypes } from '../test/support/packageTypes';

/** Where an execution in n8n-core's own engine, with no n8n around it, takes its credentials from. */
export interface CredentialSource {
  /** The decrypted fields of a credential of this type; a field may hold an expression, as in n8n. */
  fieldsOf(type: string, name: string | undefined): ICredentialDataDecryptedObject;
  /** Called whenever a node reads its credential, with the item that it reads it for. */
  read?: ((item: number | undefined) => void) | undefined;
  /** Changes each request right before it leaves. */
  leaving?: ((request: IHttpRequestOptions) => void) | undefined;
}

const CREDENTIALS: Readonly<Record<string, ICredentialType>> = Object.fromEntries(
  credentialTypes().map((type) => [type.name, type]),
);

/** A node that does nothing but hand on what it is given. */
export const handingOn = (name: string): INodeType => ({
  description: {
    displayName: name,
    name,
    group: ['input'],
    version: 1,
    description: '',
    defaults: {},
    inputs: ['main'],
    outputs: ['main'],
    properties: [],
  },
  async execute() {
    return [this.getInputData()];
  },
});

let executions = 0;

/**
 * What n8n's engine reads of the n8n around it, for one execution: nothing more is there. Requests are signed by
 * the real credential types.
 */
export function executionSurroundings(source: CredentialSource): IWorkflowExecuteAdditionalData {
  const executionId = String(++executions);
  const workflowData = { id: 'workflow', name: 'test', active: false, nodes: [], connections: {} } as never;
  return {
    credentialsHelper: credentialsHelper(source),
    hooks: new ExecutionLifecycleHooks('manual', executionId, workflowData),
    executionId,
    currentNodeExecutionIndex: 0,
    restApiUrl: 'http://localhost/rest',
    instanceBaseUrl: 'http://localhost',
    webhookBaseUrl: 'http://localhost/webhook',
    webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
    webhookTestBaseUrl: 'http://localhost/webhook-test',
    formWaitingBaseUrl: 'http://localhost/form-waiting',
    variables: {},
    setExecutionStatus: () => undefined,
  } as unknown as IWorkflowExecuteAdditionalData;
}

function credentialsHelper(source: CredentialSource) {
  return {
    // As n8n's own helper does: expressions in fields are worked out for the item that is asked for.
    getDecrypted: async (...asked: Parameters<ICredentialsHelper['getDecrypted']>) => {
      const [, chosen, type, mode, executeData, , at] = asked;
      const data = { ...source.fieldsOf(type, chosen?.name) };
      source.read?.(at?.itemIndex);
      const isFixed = Object.values(data).every((value) => !String(value).startsWith('='));
      if (at === undefined || isFixed) return data;
      return at.workflow.expression.getParameterValue(
        data as INodeParameters,
        at.runExecutionData,
        at.runIndex,
        at.itemIndex,
        at.node.name,
        at.connectionInputData,
        mode,
        {},
        executeData,
        false,
        data as INodeParameters,
      );
    },
    getParentTypes: () => [],
    preAuthentication: async () => undefined,
    authenticate: async (
      data: ICredentialDataDecryptedObject,
      type: string,
      request: IHttpRequestOptions,
    ): Promise<IHttpRequestOptions> => {
      const authenticate = CREDENTIALS[type]?.authenticate;
      if (typeof authenticate !== 'function') throw new TypeError(`No credential type ${type}`);
      const signed = await authenticate(data, request);
      source.leaving?.(signed);
      return signed;
    },
    isCredentialUsableByNode: () => true,
    getCredentialsProperties: () => [],
  };
}
