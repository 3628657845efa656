import * as workflow from 'n8n-workflow';
import type { IAuthenticateRuleResponseSuccessBody, IHttpRequestOptions, INode } from 'n8n-workflow';

/**
 * Whether this n8n reads which statuses a credential test does not tolerate. It does since 2.9, and before that
 * tolerates every status: a wrong token then counts as a good one. What is asked for here came with 2.10; without
 * it the test goes the long way below, which leads to the same end in every version.
 */
const readsExceptions = 'WorkflowExpression' in workflow;

/** A credential test's request so that an n8n which tolerates every status still learns it. */
export function withStatusToRead(
  request: IHttpRequestOptions,
  understood: boolean = readsExceptions,
): IHttpRequestOptions {
  const tolerated = request.ignoreHttpStatusErrors;
  if (understood || typeof tolerated !== 'object' || tolerated.ignore !== true) return request;
  // A call that only reads tolerates nothing but, for some keys, a 403: n8n itself refuses all the rest.
  if ([400, 401, 403].every((status) => tolerated.except.includes(status)))
    return { ...request, ignoreHttpStatusErrors: false };
  // The answer as it comes in knows its status, where its body alone does not; unpacked it is another object.
  const headers = { ...request.headers, 'Accept-Encoding': 'identity' };
  return { ...request, headers, ignoreHttpStatusErrors: true, encoding: 'stream' };
}

/** What a person reads where the answer that came in has this status. */
export const whenAnswered = (status: number, message: string): IAuthenticateRuleResponseSuccessBody => ({
  type: 'responseSuccessBody',
  properties: { key: 'statusCode', value: status, message },
});

/**
 * Whether n8n's setting that keeps a credential out of its HTTP Request node stops the credential's own test as well:
 * it did from 2.20 to 2.35, as far as was tried. Older ones ask for the setting in that node alone.
 */
export function stopsOwnTests(
  n8n: Partial<Pick<typeof workflow, 'getCredentialAllowedDomains'>> = workflow,
): boolean {
  const read = n8n.getCredentialAllowedDomains;
  if (read === undefined) return false;
  const refuses = (more: { credentialOwnedSurface?: boolean }): boolean => {
    try {
      const credentialData = { allowedHttpRequestDomains: 'none' };
      read({ node: { name: 'HTTP Request' } as INode, credentialData, ...more });
      return false;
    } catch {
      return true;
    }
  };
  const knowsTests = refuses({}) && !refuses({ credentialOwnedSurface: true });
  return !knowsTests;
}
