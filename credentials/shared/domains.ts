import type { INodeProperties } from 'n8n-workflow';
import { stopsOwnTests } from './olderN8n';

/**
 * n8n's own setting for where a credential may be used in its HTTP Request node: nowhere. An n8n that does not know it
 * leaves it aside; where it would stop the credential's own test, what `signed` refuses must do.
 */
export const noOtherDomains: INodeProperties = {
  displayName: 'Allowed HTTP Request Domains',
  name: 'allowedHttpRequestDomains',
  type: 'hidden',
  default: stopsOwnTests() ? 'all' : 'none',
  description: "Keeps the key out of n8n's own HTTP Request node, which may call any address",
};
