import type { ICredentialsDecrypted, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { handingOn } from '../../host/engine';
import type { HttpRequest, HttpResponse } from '../../core/contract/http';
import { askVendor } from '../../nodes/shared/http/transport';
import { itemsOf, runNode } from './engine';

/** A credential whose key goes into a header, for the server that is asked. */
const credentialFor = (url: string): ICredentialsDecrypted => ({
  id: '1',
  name: 'test',
  type: 'interflowApi',
  data: { apiVersion: 'v1', apiKey: 'if_live_Kq7Canary', baseUrl: new URL(url).origin },
});

const nodeThat = (run: (context: IExecuteFunctions) => Promise<void>): INodeType => ({
  ...handingOn('asking'),
  async execute() {
    await run(this);
    return [[]];
  },
});

/** Sends one request from a node in the real engine, by n8n's own helper. */
export async function askFromNode(
  request: HttpRequest,
  timeout = 30_000,
  started?: (cancel: () => void) => void,
): Promise<HttpResponse> {
  let result: HttpResponse | undefined;
  let thrown: unknown = new Error('The node did not run.');
  const type = nodeThat(async (context) => {
    try {
      result = await askVendor(context, credentialFor(request.url), request, timeout);
    } catch (reason) {
      thrown = reason;
    }
  });
  await runNode({
    node: 'asking',
    type,
    parameters: {},
    items: itemsOf({}),
    ...(started !== undefined && { started }),
  });
  if (result === undefined) throw thrown;
  return result;
}
