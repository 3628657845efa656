import type { Vendor } from '../../core/contract/vendor';
import type { Exchange } from '../../recordings/exchange';
import { aideskStand } from './stands/aidesk';
import { cleverchatStand } from './stands/cleverchat';
import { evolutionStand } from './stands/evolution';
import { evolutionCloudStand } from './stands/evolutionCloud';
import { interflowCurrentStand } from './stands/interflowCurrent';
import { interflowV1Stand } from './stands/interflowV1';
import { logycaStand } from './stands/logyca';
import { metaStand } from './stands/meta';
import { otherStand } from './stands/other';
import type { Fields, StandServer, VendorStand } from './stands/stand';
import { talkmeStand } from './stands/talkme';
import { whaticketStand } from './stands/whaticket';

export type { StandServer, VendorStand } from './stands/stand';

const stands = [
  interflowV1Stand,
  interflowCurrentStand,
  talkmeStand,
  cleverchatStand,
  logycaStand,
  aideskStand,
  evolutionStand,
  evolutionCloudStand,
  metaStand,
  whaticketStand,
  otherStand,
] as const;

type ServersOf<Stand> = Stand extends VendorStand<string, infer Server> ? Server : never;

export type StandKey = (typeof stands)[number]['key'];

/** The names of all simulated hosts. */
export type ServerName = ServersOf<(typeof stands)[number]>;

/** Where each simulated host stands: origins, or origins with a path. */
export type ServerAddresses = Readonly<Record<ServerName, string>>;

/** One entry for each generation of each vendor's API, in the order of the simulator's ports. */
export const vendorStands: ReadonlyArray<VendorStand<StandKey, ServerName>> = stands as ReadonlyArray<
  VendorStand<StandKey, ServerName>
>;

/** Every simulated host by its name. */
export const standServers = Object.fromEntries(
  vendorStands.flatMap(({ servers }) => Object.entries<StandServer>(servers)),
) as Record<ServerName, StandServer>;

/** A value for each simulated host. */
export const forEachServer = <Value>(
  valueOf: (server: StandServer, name: ServerName) => Value,
): Record<ServerName, Value> =>
  Object.fromEntries(
    Object.entries(standServers).map(([name, server]) => [name, valueOf(server, name as ServerName)]),
  ) as Record<ServerName, Value>;

/**
 * The stand of a vendor's generation.
 *
 * @param generation what a vendor with a single stand calls it does not matter
 * @throws Error where the vendor has no stand
 */
export function standOf(vendor: string, generation: string): VendorStand<StandKey, ServerName> {
  const own = vendorStands.filter((stand) => stand.vendor.id === vendor);
  const found = own.length === 1 ? own[0] : own.find((stand) => stand.generation === generation);
  if (found === undefined)
    throw new Error(`${vendor} ${generation} has no entry in test/support/vendorStands.ts.`);
  return found;
}

/** The stand that an exchange was recorded for. */
export const standOfExchange = (vendor: Vendor, { config }: Exchange): VendorStand<StandKey, ServerName> =>
  standOf(vendor.id, vendor.generationOf(vendor.config.parse({ ...config })));

/** A credential for a stand, without its pace, as a user would fill it in. */
export function credentialAt(
  stand: VendorStand<StandKey, ServerName>,
  at: ServerAddresses,
  secret = stand.secret,
): { type: string; data: Fields } {
  const { type, secrets } = stand.vendor.credential;
  const secretFields = Object.fromEntries(secrets.map((field) => [field, secret]));
  return { type, data: { ...stand.account, ...stand.addresses(at), ...secretFields } };
}

/** A recorded configuration with its addresses where the stand's servers are. */
export function movedConfig(
  stand: VendorStand<StandKey, ServerName>,
  config: Readonly<Fields>,
  at: ServerAddresses,
): Fields {
  return stand.moved?.(config, at) ?? { ...config, ...stand.addresses(at) };
}
