import { time } from '../rig/rig';
import { answering, answeringOnce, type FaultCase } from './case';

/** D: the vendor answers with a status that is no success. */

const REFUSED = [
  400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 421, 422, 426, 428, 431, 451,
];
const SAID = { message: 'No.', error: 'No.' };

const rejected = { outcomes: ['rejected'], complete: [1, 1], attempts: [1, 1] } as const;
const doubtful = { outcomes: ['unknown'], complete: [1, 1], attempts: [1, 1] } as const;
const takenThen = { outcomes: ['taken'], complete: [2, 2], attempts: [2, 2] } as const;

const busy = (value: string | undefined, status = 429) => ({
  status,
  body: SAID,
  ...(value !== undefined && { headers: { 'retry-after': value } }),
});

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

/** Nobody must be called at the other address. */
const moved = (status: number, location: string): FaultCase['shot'] => {
  return ({ rig, nobody }) => ({
    script: () => ({
      status,
      headers: { location: location || `http://127.0.0.1:${nobody}/trap` },
      takes: undefined,
    }),
    leaving: () =>
      void (
        location === '' &&
        !trapped.has(nobody) &&
        trapped.add(nobody) &&
        rig.double.listen(undefined, nobody)
      ),
  });
};
const trapped = new Set<number>();

export const statusCases: readonly FaultCase[] = [
  ...REFUSED.map(
    (status): FaultCase => ({
      id: 'D01',
      what: `status ${status}`,
      shot: answering({ status, body: SAID }),
      ...rejected,
    }),
  ),
  { id: 'D02', what: '429 with seconds, then yes', shot: answeringOnce(busy('2')), ...takenThen },
  {
    id: 'D03',
    what: '429 with a date, then yes',
    shot: (tools) => answeringOnce(busy(inSeconds(20)))(tools),
    ...takenThen,
  },
  {
    id: 'D04',
    what: '429 with a date that has passed, then yes',
    shot: (tools) => answeringOnce(busy(inSeconds(-60)))(tools),
    ...takenThen,
  },
  {
    id: 'D05',
    what: '429 with words in Retry-After, then yes',
    shot: answeringOnce(busy('soon')),
    ...takenThen,
  },
  {
    id: 'D05',
    what: '429 with a negative Retry-After, then yes',
    shot: answeringOnce(busy('-5')),
    ...takenThen,
  },
  {
    id: 'D05',
    what: '429 with Retry-After of 30 years',
    shot: answering(busy('1000000000')),
    outcomes: ['notSent'],
    complete: [1, 1],
    attempts: [1, 1],
  },
  {
    id: 'D06',
    what: '429 without Retry-After, then yes',
    shot: answeringOnce(busy(undefined)),
    ...takenThen,
  },
  {
    id: 'D07',
    what: '429 for ever',
    shot: answering(busy('1')),
    outcomes: ['notSent'],
    complete: [4, 4],
    attempts: [4, 4],
  },
  { id: 'D08', what: '503 with Retry-After, then yes', shot: answeringOnce(busy('3', 503)), ...takenThen },
  { id: 'D09', what: '503 without Retry-After', shot: answering({ status: 503, takes: true }), ...doubtful },
  ...(
    [
      ['D10', 500],
      ['D11', 502],
      ['D12', 504],
      ['D13', 408],
      ['D14', 520],
      ['D14', 522],
      ['D14', 524],
      ['D17', 302],
      ['D17', 303],
    ] as const
  ).map(
    ([id, status]): FaultCase => ({
      id,
      what: `status ${status}`,
      shot: answering({ status, takes: true, headers: { location: 'http://127.0.0.1:9/' } }),
      ...doubtful,
    }),
  ),
  ...[521, 523, 525, 526].map(
    (status): FaultCase => ({
      id: 'D15',
      what: `status ${status}`,
      shot: answering({ status }),
      outcomes: ['notSent'],
      complete: [4, 4],
      attempts: [4, 4],
    }),
  ),
  ...[301, 307, 308].map(
    (status): FaultCase => ({
      id: 'D16',
      what: `status ${status}`,
      shot: moved(status, ''),
      ...rejected,
      says: /address/,
      also: (_fired, rig) =>
        rig.double.seen.some(({ url }) => url.includes('/trap')) ? 'was followed' : undefined,
    }),
  ),
  ...[301, 302, 307].map(
    (status): FaultCase => ({
      id: 'D18',
      what: `status ${status} to the address of a cloud's secrets`,
      shot: moved(status, 'http://169.254.169.254/latest/meta-data/'),
      outcomes: status === 302 ? ['unknown'] : ['rejected'],
      complete: [1, 1],
      attempts: [1, 1],
    }),
  ),
  {
    id: 'D19',
    what: '401 is not sent again',
    shot: answering({ status: 401, body: SAID }),
    ...rejected,
    says: /credential/,
  },
  {
    id: 'D20',
    what: 'nothing left of the limit, so the next message waits',
    shot: ({ stand }) => {
      const reset = String(Math.ceil(Date.now() / 1000) + 40);
      const last = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      before = time.ahead;
      return {
        items: 2,
        options: { parallelRequests: 1, longestWait: 120 },
        script: (_earlier, lead) => ({ ...stand.yes, ...(lead.endsWith('-0') && { headers: last }) }),
      };
    },
    outcomes: ['taken'],
    complete: [1, 1],
    also: () => (time.ahead - before > 35_000 ? undefined : `waited only ${time.ahead - before} ms`),
  },
];

let before = 0;
