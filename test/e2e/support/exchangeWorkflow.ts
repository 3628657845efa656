import { NODE_OPERATION } from '../../../core/contract/operations';
import type { Exchange } from '../../../recordings/exchange';
import type { Vendor } from '../../../core/contract/vendor';
import type { SimulatorUrls } from '../../../simulator/simulator';
import type { Credential, Workflow } from '../../../host/api';
import { UNPACED } from '../../support/accounts';
import { credentialAt, movedConfig, standOfExchange } from '../../support/vendorStands';
import { vendors } from '../../../vendors';
import type { Recorded } from '../../support/recordedExchanges';
import { recordedContent } from './recordedContent';

/** The names of the two nodes that every workflow here has. */
export const START = 'Start';
export const SEND = 'Send';

/** What is given in an exchange as a file. */
type RecordedFile = { fileName: string; mimeType: string; text: string };

/** Inputs of the core that are options of the node. */
const nodeOptions = ['defaultCountryCode', 'ninthDigit', 'recipientType', 'stripCountryCode'];

/** The credential of an exchange: its own fields over the simulator's, every address on the simulator. */
export function credentialOf(vendor: Vendor, exchange: Exchange, urls: SimulatorUrls): Credential {
  const stand = standOfExchange(vendor, exchange);
  const { type, data } = credentialAt(stand, urls);
  const own = movedConfig(stand, exchange.config, urls);
  // What the stand's account says besides is no part of the exchange, but for what no request can do without.
  const { needed = {} } = vendor.credential;
  const bare = Object.fromEntries(
    Object.entries(data).filter(([field]) => field in needed || !(field in stand.account)),
  );
  return { name: exchange.title, type, data: { ...bare, ...UNPACED, ...own } };
}

/**
 * Whether the form of a node asks for what an exchange gives: an input is not there whose condition others do not
 * fulfil, such as a queue without a ticket. Only the core is asked for such a one.
 */
export function isAskedByForm({ vendor: id, exchange }: Recorded): boolean {
  const inputs = vendors.find((vendor) => vendor.id === id)?.inputs ?? {};
  const given = exchange.input as Record<string, unknown>;
  // The form has no caption for an audio, which hardly any vendor takes.
  if (given['mediaType'] === 'audio' && given['caption'] !== undefined) return false;
  return Object.keys(given).every((name) =>
    Object.entries(inputs[name]?.shownWith ?? {}).every(([other, values]) =>
      values.some((value) => value === (given[other] ?? inputs[other]?.default)),
    ),
  );
}

/** A workflow that asks the node for exactly what the exchange's input says. */
export function workflowOf(vendor: Vendor, exchange: Exchange, credentialId: string): Workflow {
  const { file, ...input } = exchange.input as { file?: RecordedFile } & Record<string, unknown>;
  const nodes = [
    node(START, 'n8n-nodes-base.manualTrigger', 1, {}),
    ...(file ? fileNodes(file) : []),
    {
      ...node(SEND, `n8n-nodes-mensageiro.${NODE_OPERATION[exchange.operation]}`, 1, {
        vendor: vendor.id,
        ...parametersOf(vendor, exchange, input),
      }),
      credentials: { [vendor.credential.type]: { id: credentialId, name: exchange.title } },
    },
  ];
  const links = nodes.slice(1).map(({ name }, index) => [nodes[index]?.name, linkTo(name)]);
  return {
    name: exchange.title,
    nodes,
    connections: Object.fromEntries(links),
    settings: { executionOrder: 'v1' },
  };
}

function parametersOf(vendor: Vendor, { operation }: Exchange, input: Record<string, unknown>) {
  const parameters: Record<string, unknown> = {};
  // One attempt: an exchange is one request, also where the answer would allow another.
  const options: Record<string, unknown> = { includeVendorResponse: true, attempts: 1 };
  for (const [name, value] of Object.entries(input)) {
    const isOption = nodeOptions.includes(name) || vendor.inputs[name]?.place === 'options';
    if (name === 'buttons') Object.assign(parameters, { buttons: { values: value } });
    else if (name === 'variables')
      Object.assign(parameters, { variablesMode: 'json', variablesJson: JSON.stringify(value) });
    else if (isOption) options[name] = value;
    else parameters[name] = value;
  }
  if (operation === 'sendLocation') parameters.mediaType = 'location';
  if (operation === 'sendMediaByUrl') parameters.source = 'url';
  if (operation === 'sendMediaByUpload')
    Object.assign(parameters, { source: 'binary', binaryPropertyName: 'data' });
  return { ...parameters, options };
}

/** Two nodes that make the recorded file. */
function fileNodes(file: RecordedFile) {
  const { fileName, mimeType } = file;
  const content = JSON.stringify({ content: recordedContent(file).toString('base64') });
  return [
    node('Content', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: content, options: {} }),
    node('File', 'n8n-nodes-base.convertToFile', 1.1, {
      operation: 'toBinary',
      sourceProperty: 'content',
      binaryPropertyName: 'data',
      options: { fileName, mimeType },
    }),
  ];
}

function node(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>) {
  return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

function linkTo(name: string) {
  return { main: [[{ node: name, type: 'main', index: 0 }]] };
}
