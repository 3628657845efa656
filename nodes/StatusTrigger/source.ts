import type { IHookFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Encoding, Handshake, SignatureScheme, WebhookSource } from '../../core/contract/delivery';
import { customSource, type CustomPaths, type StatusMap } from '../../core/webhook/custom';
import { readerOf, type ReadDelivery } from '../../core/webhook/source';
import { webhookSources } from '../../vendors';

/** Who sends, how it is read and how it is known. */
export interface Source {
  vendor: string;
  encodings: readonly Encoding[];
  read: ReadDelivery;
  signature?: SignatureScheme;
  handshake?: Handshake;
}

/** The value of the source whose paths the user names. */
export const CUSTOM = 'custom';

type Context = IHookFunctions | IWebhookFunctions;

/** The source that the user chose. */
export function readSource(context: Context): Source {
  const id = String(context.getNodeParameter('source'));
  if (id === CUSTOM) {
    const read = readCustom((name) => context.getNodeParameter(name, ''));
    return { vendor: id, encodings: ['json'], read };
  }
  const source = sourceNamed(id);
  const { encodings, signature, handshake } = source;
  return { vendor: id, encodings, read: readerOf(source), signature, handshake };
}

function sourceNamed(id: string): WebhookSource {
  const source = webhookSources.find((each) => each.id === id);
  if (source === undefined) throw new TypeError('This source is not known');
  return source;
}

/** The custom source as the editor shows it at this moment. */
export function readShownCustom(context: ILoadOptionsFunctions): ReadDelivery {
  return readCustom((name) => context.getCurrentNodeParameter(name));
}

function readCustom(parameter: (name: string) => unknown): ReadDelivery {
  const path = (name: keyof CustomPaths): string => {
    const value = parameter(name);
    return typeof value === 'string' ? value : '';
  };
  const paths: CustomPaths = {
    itemsPath: path('itemsPath'),
    idPath: path('idPath'),
    statusPath: path('statusPath'),
    timePath: path('timePath'),
    recipientPath: path('recipientPath'),
    reasonPath: path('reasonPath'),
  };
  return customSource(paths, (parameter('statusMap') as { values?: StatusMap } | undefined)?.values ?? []);
}
