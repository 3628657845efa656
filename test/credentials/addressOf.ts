import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';
import { runCredentialTest } from './runCredentialTest';

/** The address that a test would call, found out without calling it. */
export async function addressOf(type: ICredentialType, data: Record<string, string>): Promise<string> {
  let address = '';
  const authenticate = async (_: unknown, request: IHttpRequestOptions): Promise<never> => {
    address = request.url;
    throw new Error('not sent');
  };
  await runCredentialTest(Object.assign(type, { authenticate }), data);
  return address;
}
