import { LoadOptionsContext } from 'n8n-core';
import {
  Workflow,
  type ICredentialDataDecryptedObject,
  type ICredentialType,
  type IHttpRequestOptions,
  type ILoadOptionsFunctions,
  type INodeListSearchResult,
  type INodeParameters,
  type INodeProperties,
  type INodeType,
  type IWorkflowExecuteAdditionalData,
  type ResourceMapperFields,
} from 'n8n-workflow';

/** What the editor asks a node while its form is open, in n8n's own context for it. */

/** A form as it stands in the editor. */
export interface OpenForm {
  node: INodeType;
  parameters: INodeParameters;
  /** The credential that is chosen. */
  credential: {
    type: string;
    data: ICredentialDataDecryptedObject | 'none chosen' | 'cannot be opened';
    /** Without it no request can be made. */
    authenticate?: Extract<ICredentialType['authenticate'], (...all: never[]) => unknown>;
  };
}

/** n8n's context for what a form asks about one of its parameters. */
export function editorContext(
  { node, parameters, credential }: OpenForm,
  name: string,
): ILoadOptionsFunctions {
  const { type, data, authenticate } = credential;
  const workflow = new Workflow({
    nodes: [
      {
        id: 'node',
        name: 'node',
        type: 'node',
        typeVersion: 1,
        position: [0, 0],
        parameters,
        credentials: data === 'none chosen' ? {} : { [type]: { id: '1', name: 'Account' } },
      },
    ],
    connections: {},
    active: false,
    nodeTypes: {
      getByName: () => node,
      getByNameAndVersion: () => node,
      getKnownTypes: () => ({}),
    },
  });
  const additionalData = {
    currentNodeParameters: parameters,
    credentialsHelper: {
      getDecrypted: async () => {
        if (data === 'cannot be opened') throw new Error('Expression is not valid here.');
        return data === 'none chosen' ? {} : { ...data };
      },
      getParentTypes: () => [],
      preAuthentication: async () => undefined,
      authenticate: async (
        given: ICredentialDataDecryptedObject,
        _type: string,
        request: IHttpRequestOptions,
      ) => (authenticate === undefined ? request : await authenticate(given, request)),
      isCredentialUsableByNode: () => true,
      getCredentialsProperties: () => [],
    },
  } as unknown as IWorkflowExecuteAdditionalData;
  return new LoadOptionsContext(workflow, workflow.getNode('node')!, additionalData, name);
}

/** The parameter of a name that is shown for the vendor of the form. */
export const shownProperty = ({ node, parameters }: OpenForm, name: string): INodeProperties =>
  node.description.properties.find(
    (each) =>
      each.name === name &&
      (each.displayOptions?.show?.['vendor'] ?? [parameters['vendor']]).includes(
        parameters['vendor'] as string,
      ),
  )!;

/** Opens a list to choose from, as the editor does. */
export async function openList(
  form: OpenForm,
  name: string,
  filter?: string,
  page?: string,
): Promise<INodeListSearchResult> {
  const method = shownProperty(form, name).modes?.[0]?.typeOptions?.searchListMethod;
  return await form.node.methods!.listSearch![String(method)]!.call(editorContext(form, name), filter, page);
}

/** The fields of a mapper, as the editor asks for them. */
export async function mapperFields(form: OpenForm, name: string): Promise<ResourceMapperFields> {
  const method = shownProperty(form, name).typeOptions?.resourceMapper?.resourceMapperMethod;
  return await form.node.methods!.resourceMapping![String(method)]!.call(editorContext(form, name));
}
