import type { Fired, Rig } from '../rig/rig';
import { time } from '../rig/rig';
import { HERE, resolving, type Looked } from '../../support/resolving';
import type { FaultCase } from './case';

/** A: no connection comes about. */

const BOTH: Looked = [{ address: '::1', family: 6 }, ...HERE];

function named(
  row: Omit<FaultCase, 'shot' | 'also'>,
  port: (rig: Rig, nobody: number) => number,
  answer: (look: number) => string | Looked,
): FaultCase {
  let restore = (): void => undefined;
  return {
    ...row,
    shot: ({ rig, nobody }) => {
      restore = resolving('localhost', answer);
      return { address: `http://localhost:${port(rig, nobody)}` };
    },
    also: () => void restore(),
  };
}

const doublePort = (rig: Rig): number => rig.plain;
const closedPort = (_rig: Rig, nobody: number): number => nobody;
const UNREACHABLE = /could not be reached\. Nothing was sent; send this item again later\.$/;

const sentAfter = (fired: Fired, least: number): string | undefined => {
  const taken = fired.results.filter((result) => result.taken === 1).length;
  return taken >= least ? undefined : `only ${taken} taken`;
};

export const connectCases: readonly FaultCase[] = [
  {
    id: 'A01',
    what: 'refused once, then open',
    shot: ({ rig, nobody }) => ({
      address: `http://127.0.0.1:${nobody}`,
      leaving: (request) => void (request === 1 && rig.double.listen(undefined, nobody)),
    }),
    outcomes: ['taken'],
    complete: [1, 1],
    attempts: [2, 2],
  },
  {
    id: 'A02',
    what: 'always refused',
    shot: ({ nobody }) => ({ address: `http://127.0.0.1:${nobody}` }),
    outcomes: ['notSent'],
    complete: [0, 0],
    attempts: [4, 4],
    says: UNREACHABLE,
  },
  named(
    {
      id: 'A03',
      what: 'a host that does not exist',
      outcomes: ['notSent'],
      complete: [0, 0],
      attempts: [2, 2],
      says: /Check the address/,
    },
    doublePort,
    () => 'ENOTFOUND',
  ),
  named(
    {
      id: 'A04',
      what: 'a name server that fails once',
      outcomes: ['taken'],
      complete: [1, 1],
      attempts: [2, 2],
    },
    doublePort,
    (look) => (look === 0 ? 'EAI_AGAIN' : HERE),
  ),
  {
    id: 'A05',
    what: 'nobody takes the connection',
    shot: ({ blackhole }) => ({ address: `http://127.0.0.1:${blackhole}`, timeout: 120 }),
    outcomes: ['notSent'],
    complete: [0, 0],
    attempts: [4, 4],
    says: UNREACHABLE,
  },
  named(
    { id: 'A06', what: 'a network without a way', outcomes: ['notSent'], complete: [0, 0], attempts: [4, 4] },
    doublePort,
    () => [{ address: '255.255.255.255', family: 4 }],
  ),
  named(
    { id: 'A07', what: 'IPv6 fails, IPv4 is open', outcomes: ['taken'], complete: [1, 1], attempts: [1, 1] },
    doublePort,
    () => BOTH,
  ),
  named(
    { id: 'A08', what: 'both families fail', outcomes: ['notSent'], complete: [0, 0], attempts: [4, 4] },
    closedPort,
    () => BOTH,
  ),
  {
    id: 'A09',
    what: 'reset as soon as it is connected',
    shot: () => ({ faultOf: () => ({ onConnect: 'reset' }) }),
    outcomes: ['notSent', 'unknown'],
    complete: [0, 0],
    attempts: [1, 4],
  },
  {
    id: 'A10',
    what: 'the proxy of this n8n refuses',
    shot: ({ nobody, rig }) => {
      process.env['HTTP_PROXY'] = `http://127.0.0.1:${nobody}`;
      // By a name that no other case uses: where no proxy was needed once, none is looked for again.
      return { address: `http://localhost:${rig.plain}` };
    },
    outcomes: ['notSent'],
    complete: [0, 0],
    also: () => void delete process.env['HTTP_PROXY'],
  },
  {
    id: 'A11',
    what: 'a whole batch is refused',
    shot: ({ nobody }) => ({ address: `http://127.0.0.1:${nobody}`, items: 400 }),
    outcomes: ['notSent'],
    complete: [0, 0],
    attempts: [0, 4],
  },
  {
    id: 'A12',
    what: 'the vendor comes back while the rest is held',
    shot: ({ rig, nobody }) => {
      time.perLook = 1_000;
      return {
        address: `http://127.0.0.1:${nobody}`,
        items: 120,
        options: { attempts: 1, parallelRequests: 1 },
        leaving: (request) => void (request === 8 && rig.double.listen(undefined, nobody)),
      };
    },
    outcomes: ['taken', 'notSent'],
    complete: [0, 1],
    also: (fired) => {
      time.perLook = 0;
      return sentAfter(fired, 40);
    },
  },
];
