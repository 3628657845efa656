import type { Exchange } from '../../recordings/exchange';
import { vendorStands, type VendorStand } from '../support/vendorStands';
import { withFiles } from './ownFile';

/** An entry of the list of stands. */
type Stand = (typeof vendorStands)[number];

/** A server of somebody's own that the recorded exchanges are tried against, as the environment gives it. */
export interface Given {
  stand: Stand;
  /** Where it stands. */
  url: string;
  key: string;
  /** Whom the messages go to: digits with country code. */
  to: string;
  /** Fields of the credential, put over the recorded ones. */
  config: Readonly<Record<string, unknown>>;
  /** Inputs put over the recorded ones, by the operation's name or, nearer, by the exchange's; files are read. */
  inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What stands behind the address for an exchange; only the simulator wants it. */
  pathOf?(stand: Pick<VendorStand, 'answerPath'>, exchange: Exchange): string;
}

const RECIPIENT = 'MENSAGEIRO_REAL_TO';

/** How the variables of a stand begin, e.g. MENSAGEIRO_REAL_EVOLUTION_CLOUD. */
export const prefixOf = ({ key }: Pick<VendorStand, 'key'>): string =>
  `MENSAGEIRO_REAL_${key.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase()}`;

/** The names of the variables that hold an address. */
export const addressNames: readonly string[] = vendorStands.map((stand) => `${prefixOf(stand)}_URL`);

/**
 * Every server that the environment names.
 *
 * @throws Error that says which variable is missing or cannot be read, without its value, or which file cannot be
 */
export function givenServers(environment: NodeJS.ProcessEnv): Given[] {
  const read = (name: string): string => environment[name]?.trim() ?? '';
  return vendorStands
    .filter((stand) => read(`${prefixOf(stand)}_URL`) !== '')
    .map((stand) => {
      const prefix = prefixOf(stand);
      const key = read(`${prefix}_KEY`);
      if (key === '') throw new Error(`${prefix}_KEY is empty: give the key of the server.`);
      const to = read(RECIPIENT);
      if (!/^\d{8,15}$/.test(to))
        throw new Error(
          `Real messages go out: give a number of your own in ${RECIPIENT}, as digits with country code.`,
        );
      return {
        stand,
        url: read(`${prefix}_URL`).replace(/\/+$/, ''),
        key,
        to,
        config: objectIn(`${prefix}_CONFIG`, read(`${prefix}_CONFIG`)),
        inputs: withFiles(`${prefix}_INPUTS`, objectIn(`${prefix}_INPUTS`, read(`${prefix}_INPUTS`))),
      };
    });
}

function objectIn(name: string, text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below, without the text: a secret may stand in it.
  }
  throw new Error(`${name} is no JSON object.`);
}
