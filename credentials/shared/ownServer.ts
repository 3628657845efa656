import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

/** The switch beside the address of a server that people run themselves. */
export const allowPlainHttp: INodeProperties = {
  displayName: 'Allow Plain HTTP',
  name: 'allowPlainHttp',
  type: 'boolean',
  default: false,
  description:
    'Whether the address may start with http://. The key can then be read on its way: switch it on only for a server in your own network.',
};

/** Whether the switch is on. */
export const allowsPlainHttp = (credentials: ICredentialDataDecryptedObject): boolean =>
  credentials[allowPlainHttp.name] === true;
