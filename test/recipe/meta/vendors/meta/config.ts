import { z } from 'zod/v4';
import { isEmpty } from '../../core/contract/inputs';
import { addressOr } from '../../core/input/endpoint';

/** An ID that Meta gives; it becomes a part of an address. Empty for none. */
export const metaId = (label: string) =>
  z
    .unknown()
    .transform((value) => (isEmpty(value) || String(value).trim() === '' ? undefined : String(value).trim()))
    .refine((id) => id === undefined || /^\d{1,20}$/.test(id), {
      error: `"${label}" is not an ID of Meta. Copy the digits that the app shows under WhatsApp > API Setup.`,
    });

/** The credential without its token: Meta ends each version after about two years, so the user can change it. */
export const config = z.object({
  baseUrl: addressOr('Base URL', 'https://graph.facebook.com'),
  apiVersion: z.preprocess(
    (value) => (isEmpty(value) ? 'v25.0' : String(value).trim()),
    z.string().regex(/^v\d{1,3}\.\d{1,2}$/, {
      error: '"API Version" is not a version of the Graph API. Write it like v25.0.',
    }),
  ),
  phoneNumberId: metaId('Phone Number ID'),
  businessAccountId: metaId('Business Account ID'),
});

export type MetaConfig = z.output<typeof config>;

/** Where all calls begin. */
export const graph = ({ baseUrl, apiVersion }: Pick<MetaConfig, 'baseUrl' | 'apiVersion'>): string =>
  `${baseUrl}/${apiVersion}`;
