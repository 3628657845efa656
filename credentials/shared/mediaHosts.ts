import type { INodeProperties } from 'n8n-workflow';

/** From where n8n may fetch a file, for vendors that take no links. */
export const allowedMediaHosts = (vendor: string): INodeProperties => ({
  displayName: 'Allowed Media Hosts',
  name: 'allowedMediaHosts',
  type: 'string',
  default: '',
  placeholder: 'e.g. files.example.com, cdn.example.com',
  description: `${vendor} takes files, not links. To send media by URL, list the hosts that n8n may download from, separated by commas. Empty means that media by URL is off.`,
});
