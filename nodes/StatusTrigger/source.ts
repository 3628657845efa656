import type { ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import { customSource, type CustomPaths, type StatusMap } from '../../core/webhook/custom';
import type { ReadDelivery } from '../../core/contract/delivery';
import { metaSource } from '../../core/webhook/meta';
import { vendorSource } from '../../core/webhook/vendorSource';
import { vendors } from '../../vendors';

/** Who sends, and how it is read. */
export interface Source {
  vendor: string;
  read: ReadDelivery;
}

/** The source that the user chose. */
export function readSource(context: IWebhookFunctions): Source {
  const source = String(context.getNodeParameter('source'));
  if (source === 'meta') return { vendor: source, read: metaSource };
  if (source === 'custom')
    return { vendor: source, read: readCustom((name) => context.getNodeParameter(name, '')) };
  const webhook = vendors.find(({ id }) => id === source)?.webhook;
  if (webhook === undefined) throw new TypeError('This source is not known');
  return { vendor: source, read: vendorSource(webhook) };
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
