import { readAccount, type Account } from '../../core/input/account';
import type { Vendor } from '../../core/contract/vendor';

/** A value that stands nowhere else, so that a search for it finds every leak. */
export const canary = (vendor: Vendor, field: string): string => `canary-${vendor.id}-${field}-7hQ+2x/Zp=`;

/** A credential as n8n would hand it over: the configuration with a secret in each secret field. */
export function credentialOf(vendor: Vendor, config: Readonly<Record<string, unknown>>) {
  const secrets = vendor.credential.secrets.map((field) => [field, canary(vendor, field)] as const);
  const needed = Object.keys(vendor.credential.needed ?? {}).map((field) => [field, '123'] as const);
  return { ...Object.fromEntries(needed), ...config, ...Object.fromEntries(secrets) };
}

/** The account of a recorded exchange. */
export const accountOf = (vendor: Vendor, config: Readonly<Record<string, unknown>>): Account =>
  readAccount(vendor, credentialOf(vendor, config));
