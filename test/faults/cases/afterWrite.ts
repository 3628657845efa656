import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../rig/faultProxy';
import { offering } from '../rig/offering';
import { Random } from '../rig/random';
import { asTimeout } from '../rig/rig';
import type { Answer } from '../rig/vendorDouble';
import type { FaultCase } from './case';

/** C: something was written, and then. Nobody knows, so nothing goes a second time. */

const UNKNOWN = {
  outcomes: ['unknown'],
  complete: [1, 1],
  attempts: [1, 1],
  says: /^Nobody knows whether this message was sent: .* did not finish its answer\. Look in the vendor's panel/,
} as const;

const raw = (id: string, what: string, bytes: string | Buffer, then: Answer['then']): FaultCase => ({
  id,
  what,
  shot: () => ({ script: () => ({ raw: bytes, then, takes: true }), timeout: 200 }),
  ...UNKNOWN,
});

const HALF = 'HTTP/1.1 20';
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 400\r\n\r\n';
const CHUNKED = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
const GZIP = 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 30\r\n\r\n';

const proxied = (fault: Fault): FaultCase['shot'] => {
  return () => ({ faultOf: () => fault, timeout: 200 });
};

/** A document of 8 MB, for vendors that take files. */
const upload = (fault: Fault | undefined, script?: Answer): FaultCase['shot'] => {
  return ({ stand }) => ({
    more: {
      node: 'sendMedia',
      parameters: {
        vendor: stand.vendor,
        to: '={{ $json.phone }}',
        mediaType: 'document',
        source: 'binary',
        binaryPropertyName: 'data',
        caption: '={{ $json.text }}',
        openTicket: true,
        queueId: '5',
        options: { totalTime: 900, ...(fault && { timeout: asTimeout(800) }) } satisfies IDataObject,
      },
      items: [
        {
          json: { text: 'lead-upload-0', phone: '5511910000000' },
          binary: { data: { data: DOCUMENT, mimeType: 'application/pdf', fileName: 'a.pdf', bytes: SIZE } },
        },
      ],
    },
    ...(fault && { faultOf: () => fault }),
    ...(script && { script: () => script }),
    timeout: 600,
  });
};

const SIZE = 8 * 1024 * 1024;
const DOCUMENT = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(SIZE - 9, 'x')]).toString('base64');

/** Those that take a file in one request. */
const UPLOADERS = offering('sendMediaByUpload', ({ before }) => before === undefined);

/** @param step 1 for every byte, more for a sample */
export const afterWriteCases = (step: number): readonly FaultCase[] => [
  raw('C01', 'reset after the request', '', 'reset'),
  raw('C02', 'closed after the request', '', 'end'),
  raw('C03', 'no answer at all', '', 'stall'),
  raw('C04', 'half a status line, then closed', HALF, 'end'),
  raw('C05', 'half a status line, then reset', HALF, 'reset'),
  raw('C06', 'half a status line, then silence', HALF, 'stall'),
  raw('C07', 'headers, then closed', HEAD, 'end'),
  raw('C08', 'half an answer, then closed', `${HEAD}{"success":true`, 'end'),
  raw('C09', 'half an answer, then reset', `${HEAD}{"success":true`, 'reset'),
  raw('C10', 'half an answer, then silence', `${HEAD}{"success":true`, 'stall'),
  raw('C11', 'chunks without an end', `${CHUNKED}5\r\n{"suc\r\n`, 'end'),
  raw('C12', 'broken compression', GZIP + 'x'.repeat(30), 'end'),
  raw('C13', 'no HTTP at all', new Random(13).bytes(200), 'end'),
  raw('C14', 'headers of 20 KB', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 'end'),
  raw('C15', 'two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nOK', 'end'),
  ...bytes(700, step).map(
    (at): FaultCase => ({
      id: 'C16',
      what: `reset at byte ${at} of the request`,
      shot: proxied({ up: { at, spoil: 'reset' } }),
      outcomes: ['notSent', 'unknown', 'taken'],
      complete: [0, 1],
    }),
  ),
  ...bytes(500, step)
    .slice(1)
    .map(
      (at): FaultCase => ({
        id: 'C17',
        what: `reset at byte ${at} of the answer`,
        shot: proxied({ down: { at, spoil: 'reset' } }),
        outcomes: ['unknown', 'taken'],
        complete: [1, 1],
        attempts: [1, 1],
      }),
    ),
  {
    id: 'C18',
    what: 'an answer slower than the patience',
    shot: proxied({ down: { slice: 8, delay: 60 } }),
    ...UNKNOWN,
  },
  {
    id: 'C19',
    what: 'an upload of 8 MB, reset midway',
    vendors: UPLOADERS,
    shot: upload({ up: { at: 4_000_000, spoil: 'reset' } }),
    outcomes: ['unknown'],
    complete: [0, 0],
    attempts: [1, 1],
  },
  {
    id: 'C20',
    what: 'an upload that stalls',
    vendors: UPLOADERS,
    shot: upload({ up: { at: 1_000_000, spoil: 'stall' } }),
    outcomes: ['unknown'],
    complete: [0, 0],
    attempts: [1, 1],
  },
  {
    id: 'C21',
    what: 'too large, said while it is uploaded',
    vendors: UPLOADERS,
    shot: upload(undefined, { early: true, status: 413, body: { message: 'Too large' } }),
    outcomes: ['rejected', 'unknown'],
    complete: [0, 0],
    attempts: [1, 1],
  },
  before('C22', 'an answer after 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'),
  before('C23', 'an answer after 103 Early Hints', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'),
  {
    id: 'C24',
    what: 'the user stops the execution while a message is on its way',
    shot: () => stopped(() => ({ raw: '', then: 'stall', takes: true })),
    outcomes: ['unknown', 'notSent'],
    complete: [0, 1],
  },
];

function before(id: string, what: string, early: string): FaultCase {
  return {
    id,
    what,
    shot: ({ stand }) => {
      const { status = 200, body } = stand.yes;
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const answer = `HTTP/1.1 ${status} X\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
      return { script: () => ({ raw: early + answer, then: 'end', takes: true }) };
    },
    outcomes: ['taken'],
    complete: [1, 1],
    attempts: [1, 1],
  };
}

function stopped(script: () => Answer) {
  let stop = (): void => undefined;
  return {
    items: 3,
    options: { parallelRequests: 1 },
    script,
    timeout: 2_000,
    leaving: () => void setTimeout(() => stop(), 60),
    more: { started: (cancel: () => void) => void (stop = cancel) },
  };
}

const bytes = (to: number, step: number): number[] =>
  Array.from({ length: Math.floor(to / step) + 1 }, (_none, index) => index * step);
