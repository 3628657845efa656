import { randomBytes } from 'node:crypto';
import type { SimulatorUrls } from '../simulator/simulator';
import { credentialAt, vendorStands } from '../test/support/vendorStands';
import type { Credential } from './api';

/**
 * A credential per vendor (and generation) that works with the simulator.
 *
 * @param messagesPerMinute the pace, 0 for none
 */
export function demoCredentials(urls: SimulatorUrls, messagesPerMinute: number): Credential[] {
  return vendorStands.map((stand) => {
    const { type, data } = credentialAt(stand, urls);
    const pace = { messagesPerMinute, workersSharing: 1 };
    return { name: stand.demoCredential, type, data: { ...data, ...pace } };
  });
}

/** What the example's lead webhook asks of who calls it; drawn afresh, and kept by n8n once it is stored. */
export function leadFormCredential(): Credential {
  return {
    name: 'Lead form',
    type: 'httpHeaderAuth',
    data: { name: 'X-Lead-Secret', value: randomBytes(24).toString('base64url') },
  };
}
