import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialAt, vendorStands, type ServerAddresses, type StandKey } from './vendorStands';

/** A credential as n8n hands it over, decrypted. */
export interface TestCredential {
  type: string;
  data: ICredentialDataDecryptedObject;
}

/** Tests do not wait. */
export const UNPACED = { messagesPerMinute: 0, workersSharing: 1 };

/** Good credentials for the simulator, as a user would fill them in, by the stand's key; pacing is off. */
export function accountsAt(at: ServerAddresses): Record<StandKey, TestCredential> {
  const entries = vendorStands.map((stand) => {
    const { type, data } = credentialAt(stand, at);
    return [stand.key, { type, data: { ...data, ...UNPACED } }];
  });
  return Object.fromEntries(entries) as Record<StandKey, TestCredential>;
}
