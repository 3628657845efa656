import { UNPACED, type TestCredential } from '../test/support/accounts';
import { credentialAt, forEachServer, vendorStands } from '../test/support/vendorStands';

type VendorStand = (typeof vendorStands)[number];

/**
 * The first stand of the list that has something.
 *
 * @param what in words, for the sentence when there is none
 * @throws Error where no stand has it
 */
export function standThat(what: string, has: (stand: VendorStand) => boolean): VendorStand {
  const found = vendorStands.find(has);
  if (found === undefined) throw new Error(`No vendor ${what}.`);
  return found;
}

/** A credential of a stand for a server of the bench's own; pacing is off. */
export function benchCredential(stand: VendorStand, address: string): TestCredential {
  const { type, data } = credentialAt(
    stand,
    forEachServer(() => address),
    `${stand.secretPrefix}bench`,
  );
  return { type, data: { ...data, ...UNPACED } };
}
