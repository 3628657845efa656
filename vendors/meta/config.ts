import { z } from 'zod/v4';
import { addressOr } from '../../core/input/endpoint';

/** Text without the spaces around it; a number is its digits, and nothing is empty. */
const asText = (value: unknown): unknown => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : value;
};

/** An ID that Meta gives; it becomes a part of an address. Empty for none. */
export const metaId = (label: string) =>
  z
    .preprocess(asText, z.string({ error: `"${label}" is not text. Paste the ID from Meta.` }))
    .transform((text) => (text === '' ? undefined : text))
    .refine((id) => id === undefined || /^\d{1,20}$/.test(id), {
      error: `"${label}" is not an ID of Meta. Copy the digits that the app shows under WhatsApp > API Setup.`,
    });

/** The credential without its token: Meta ends each version after about two years, so the user can change it. */
export const config = z.object({
  baseUrl: addressOr('Base URL', 'https://graph.facebook.com', /\/v\d{1,3}\.\d{1,2}(\/[^/]+){0,2}$/i),
  apiVersion: z.preprocess(
    (value) => asText(value) || 'v25.0',
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
