import type { Certificates } from '../rig/certificates';
import type { Fault } from '../rig/faultProxy';
import type { FaultCase } from './case';

/** B: the connection is made, TLS is not. */

const withCertificate = (id: string, what: string, which: keyof Certificates): FaultCase => ({
  id,
  what,
  shot: async ({ rig }) => ({
    address: `https://127.0.0.1:${await rig.double.listen(rig.certificates[which])}`,
  }),
  outcomes: ['notSent'],
  complete: [0, 0],
  attempts: [1, 1],
  says: /certificate/,
});

const meeting = (fault: Fault): FaultCase['shot'] => {
  return () => ({ tls: true, faultOf: () => fault, timeout: 150 });
};

/** Anything from no handshake to a whole exchange: only what is said of it must be true. */
const anywhere = { outcomes: ['notSent', 'unknown', 'taken'], complete: [0, 1] } as const;

const every = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_none, index) => from + index * step);

export const tlsCases: readonly FaultCase[] = [
  withCertificate('B01', 'a certificate of its own making', 'selfSigned'),
  withCertificate('B02', 'a certificate for another host', 'otherHost'),
  withCertificate('B03', 'a certificate that has expired', 'expired'),
  withCertificate('B04', 'an issuer that nobody knows', 'unknownIssuer'),
  {
    id: 'B05',
    what: 'the handshake stalls',
    shot: meeting({ onConnect: 'stall' }),
    outcomes: ['notSent'],
    complete: [0, 0],
    attempts: [4, 4],
  },
  {
    id: 'B06',
    what: 'reset during the handshake',
    shot: meeting({ down: { at: 100, spoil: 'reset' } }),
    outcomes: ['notSent'],
    complete: [0, 0],
    attempts: [1, 4],
  },
  {
    id: 'B07',
    what: 'a server without TLS on the port',
    shot: ({ rig }) => ({ address: `https://127.0.0.1:${rig.plain}` }),
    outcomes: ['notSent'],
    complete: [0, 0],
    attempts: [1, 1],
  },
  ...every(300, 1_300, 50).map(
    (at): FaultCase => ({
      id: 'B08',
      what: `reset after ${at} bytes of handshake and request`,
      shot: meeting({ up: { at, spoil: 'reset' } }),
      ...anywhere,
      complete: [0, 1],
    }),
  ),
  ...every(900, 2_400, 100).map(
    (at): FaultCase => ({
      id: 'B09',
      what: `broken records after ${at} bytes of handshake and answer`,
      shot: meeting({ down: { at, spoil: 'garbage' } }),
      ...anywhere,
    }),
  ),
];
