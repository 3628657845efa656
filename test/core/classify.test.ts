import fc from 'fast-check';
import { classifyStatus, classifyThrown, type Verdict, requestIn } from '../../core/outcomes/classify';

const OUTCOMES = ['rejected', 'notSent', 'unknown'];

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

/** A connection that was made; how far it got stands in its two fields. */
const through = (socket: object) => ({ request: { socket } });

describe('an answer without success', () => {
  const table: ReadonlyArray<readonly [statuses: number[], outcome: string, repeat: string]> = [
    [[401, 403], 'rejected', 'never'],
    [
      [400, 402, 404, 405, 406, 409, 410, 411, 413, 414, 415, 421, 422, 426, 428, 431, 451],
      'rejected',
      'never',
    ],
    [[301, 307, 308], 'rejected', 'never'],
    [[425, 429, 521, 523, 525, 526], 'notSent', 'later'],
    [[302, 303, 408, 500, 501, 502, 503, 504, 520, 522, 524], 'unknown', 'never'],
    // Statuses that nobody lists: a client fault was refused, anything else may have been sent.
    [[418, 423, 424, 499], 'rejected', 'never'],
    [[100, 304, 505, 507, 511, 530, 599, 999, 0], 'unknown', 'never'],
  ];

  it.each(
    table.flatMap(([statuses, outcome, repeat]) =>
      statuses.map((status) => [status, outcome, repeat] as const),
    ),
  )('with status %i is %s, repeated %s', (status, outcome, repeat) => {
    expect(classifyStatus(status)).toMatchObject({ outcome, repeat });
  });

  it('with status 503 was not processed where it says when to come back', () => {
    expect(classifyStatus(503, true)).toEqual({ outcome: 'notSent', repeat: 'later', cause: 'busy' });
  });

  it.each([500, 502, 504, 520, 400, 401])('with status %i stays what it is with such a header', (status) => {
    expect(classifyStatus(status, true)).toEqual(classifyStatus(status));
  });

  it.each([
    [401, 'credential'],
    [403, 'credential'],
    [400, 'refused'],
    [404, 'refused'],
    [418, 'refused'],
    [308, 'moved'],
    [429, 'busy'],
    [521, 'unreachable'],
    [500, 'serverTrouble'],
    [505, 'serverTrouble'],
  ])('with status %i has the cause %s', (status, cause) => {
    expect(classifyStatus(status).cause).toBe(cause);
  });

  it('never lets an unknown outcome be repeated', () => {
    for (let status = 0; status < 1000; status++) {
      const { outcome, repeat } = classifyStatus(status);
      if (outcome !== 'notSent') expect(repeat).toBe('never');
    }
  });

  it('P4 has one outcome, whatever number stands for its status', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer()), fc.boolean(), (status, hasRetryAfter) => {
        const { outcome, repeat } = classifyStatus(status, hasRetryAfter);
        expect(OUTCOMES).toContain(outcome);
        if (outcome !== 'notSent') expect(repeat).toBe('never');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('something thrown', () => {
  const unreachable: Verdict = { outcome: 'notSent', repeat: 'later', cause: 'unreachable' };
  const interrupted: Verdict = { outcome: 'unknown', repeat: 'never', cause: 'interrupted' };
  const certificate: Verdict = { outcome: 'notSent', repeat: 'never', cause: 'certificate' };
  const blocked: Verdict = { outcome: 'notSent', repeat: 'never', cause: 'blocked' };
  const connecting = (code: string, syscall = 'connect') => coded(code, { syscall });

  const table: ReadonlyArray<readonly [what: string, thrown: unknown, verdict: Verdict]> = [
    ['a refused connection', connecting('ECONNREFUSED'), unreachable],
    ['a reset while connecting', connecting('ECONNRESET'), unreachable],
    ['a timeout while connecting', connecting('ETIMEDOUT'), unreachable],
    ['a host without a route', connecting('EHOSTUNREACH'), unreachable],
    ['a network without a route', connecting('ENETUNREACH'), unreachable],
    ['a name server that is busy', connecting('EAI_AGAIN', 'getaddrinfo'), unreachable],
    [
      'a name that does not exist',
      connecting('ENOTFOUND', 'getaddrinfo'),
      { outcome: 'notSent', repeat: 'once', cause: 'address' },
    ],
    [
      'several refused connections at once',
      new AggregateError([connecting('ECONNREFUSED'), connecting('ENETUNREACH')]),
      unreachable,
    ],
    [
      'a refused connection inside another error',
      new Error('x', { cause: connecting('ECONNREFUSED') }),
      unreachable,
    ],
    ['a timeout before a byte left', coded('ECONNABORTED', through({ _bytesDispatched: 0 })), unreachable],
    ['a reset before a byte left', coded('ECONNRESET', through({ _bytesDispatched: 0 })), unreachable],
    [
      'a timeout before a byte left, told in a cause of another error',
      Object.assign(new Error('x', { cause: coded('ECONNRESET', through({ _bytesDispatched: 0 })) }), {
        code: 'X',
      }),
      unreachable,
    ],
    [
      'a timeout before a byte left, with a cause that knows nothing of it',
      coded('ECONNABORTED', { ...through({ _bytesDispatched: 0 }), cause: new Error('timed out') }),
      unreachable,
    ],
    [
      'a reset during the handshake, with a cause that knows nothing of it',
      coded('ECONNRESET', { ...through({ _secureEstablished: false }), cause: new Error('reset') }),
      unreachable,
    ],
    [
      'a reset during the handshake',
      coded('ECONNRESET', through({ _bytesDispatched: 300, _secureEstablished: false })),
      unreachable,
    ],
    [
      'a handshake of another protocol',
      coded('EPROTO', through({ _secureEstablished: false })),
      { outcome: 'notSent', repeat: 'never', cause: 'unreachable' },
    ],
    ['a certificate of its own making', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), certificate],
    ['a chain of its own making', coded('SELF_SIGNED_CERT_IN_CHAIN'), certificate],
    ['an expired certificate', coded('CERT_HAS_EXPIRED'), certificate],
    ['an issuer that is not known', coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), certificate],
    ['a certificate for another name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), certificate],
    ['an address that is none', coded('ERR_INVALID_URL'), blocked],
    ['a header that cannot be', coded('ERR_INVALID_CHAR'), blocked],
    ['an address that n8n guards', Object.assign(new Error('x'), { name: 'SsrfBlockedIpError' }), blocked],
    [
      'a domain that n8n does not allow',
      Object.assign(new Error('x'), { name: 'DomainNotAllowedError' }),
      blocked,
    ],
    ['a reset after bytes left', coded('ECONNRESET', through({ _bytesDispatched: 1 })), interrupted],
    [
      'a reset after the handshake',
      coded('ECONNRESET', through({ _bytesDispatched: 0, _secureEstablished: true })),
      interrupted,
    ],
    ['a timeout after bytes left', coded('ECONNABORTED', through({ _bytesDispatched: 900 })), interrupted],
    ['an answer that cannot be parsed', coded('HPE_INVALID_CONSTANT'), interrupted],
    ['an answer that cannot be unpacked', coded('Z_DATA_ERROR'), interrupted],
    ['an answer that is too large', coded('ERR_BAD_RESPONSE'), interrupted],
    ['a cancellation in flight', coded('ERR_CANCELED'), interrupted],
    ['a code that only ends like one for a certificate', coded('NO_CERT_HAS_EXPIRED'), interrupted],
    ['a code that only ends like one for an address', coded('NO_ERR_INVALID_URL'), interrupted],
    [
      'a socket that counts no bytes',
      coded('ECONNRESET', through({ _bytesDispatched: '0', _secureEstablished: 'no' })),
      interrupted,
    ],
    ['a call that only looks like connecting', connecting('ECONNRESET', 'connected'), interrupted],
    ['a reset whose socket cannot be seen', coded('ECONNRESET'), interrupted],
    ['a hang-up whose socket cannot be seen', new Error('socket hang up'), interrupted],
    ['nothing', undefined, interrupted],
    ['null', null, interrupted],
    ['a text', 'ECONNREFUSED', interrupted],
  ];

  it.each(table)('such as %s', (_what, thrown, verdict) => {
    expect(classifyThrown(thrown)).toEqual(verdict);
  });

  it('may be circular', () => {
    const error: Record<string, unknown> = { code: 'X' };
    error['cause'] = error;
    error['errors'] = [error, error];
    expect(classifyThrown(error)).toEqual(interrupted);
  });

  it('may go on for ever', () => {
    const endless = (): object =>
      new Proxy({}, { get: (_target, name) => (name === 'cause' || name === 'errors' ? endless() : 1) });
    expect(classifyThrown(endless())).toEqual(interrupted);
    expect(classifyThrown({ errors: new Proxy([], { get: () => endless() }) })).toEqual(interrupted);
  });

  it('may have its reason deep inside', () => {
    let error: Error = connecting('ECONNREFUSED');
    for (let depth = 0; depth < 20; depth++) error = new AggregateError([new Error('x'), error]);
    expect(classifyThrown(error)).toEqual(unreachable);
  });

  it('shows the request that it ended, however deep, and none where there is none', () => {
    const request = { protocol: 'https:', path: '/x', socket: { encrypted: true } };
    const error = new Error('outer', {
      cause: new AggregateError([null, Object.assign(new Error('x'), { request })]),
    });
    expect(requestIn(error)).toEqual({ ...request, encrypted: true });
    const waiting = { request: { protocol: 'https:', path: '/', socket: null } };
    expect(requestIn(waiting)).toEqual({ ...waiting.request, encrypted: undefined });
    for (const none of [undefined, null, 'x', {}, { request: null }, { request: 'GET' }, new Error('x')])
      expect(requestIn(none)).toBeUndefined();
  });

  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
    },
  );
  const unspeakable = {
    toString: () => {
      throw new Error('no');
    },
  };
  const revoked = (): object => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  };

  it.each<[what: string, thrown: unknown]>([
    ['itself', hostile],
    ['in its parts', { cause: hostile, request: hostile, errors: [hostile] }],
    ['in its socket', { request: { socket: hostile } }],
    ['in its list of errors', { errors: hostile }],
    ['in a list of errors that was taken away', { errors: revoked() }],
    ['in what cannot be made a text', { code: unspeakable, name: unspeakable, syscall: unspeakable }],
    ['in what has no prototype', { code: Object.create(null), syscall: Object.create(null) }],
  ])('may be hostile %s', (_what, thrown) => {
    expect(classifyThrown(thrown)).toEqual(interrupted);
  });

  const telling = ['code', 'name', 'syscall', 'request', 'socket', 'cause', 'errors', '_bytesDispatched'];
  const key = fc.oneof(fc.constantFrom(...telling), fc.string());
  const refusing = (): never => {
    throw new Error('no');
  };

  /** Makes a value; fast-check itself could not hold some of them. */
  type Make = () => unknown;

  const texts = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EPROTO',
    'CERT_HAS_EXPIRED',
    'ERR_INVALID_URL',
    'connect',
    'read',
  ];
  const odd: Make[] = [
    () => hostile,
    () => unspeakable,
    revoked,
    () => Symbol('x'),
    () => refusing,
    () => -0,
  ];
  const leaf: fc.Arbitrary<Make> = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, maxDepth: 2, key }).map((value) => () => value),
    fc.constantFrom(...texts, null, undefined, 0, true, false).map((value) => () => value),
    fc.constantFrom(...odd),
  );

  const named = (entries: ReadonlyArray<readonly [string, Make]>): Record<string, unknown> =>
    Object.fromEntries(entries.map(([name, make]) => [name, make()]));

  /** Whatever can be thrown, inside of what makes it dangerous to read. */
  const { thrown } = fc.letrec<{ thrown: Make; wrapped: Make }>((tie) => {
    const fields = fc.array(fc.tuple(key, tie('thrown')), { maxLength: 4 });
    const name = fc.constantFrom(...telling);
    return {
      thrown: fc.oneof({ maxDepth: 5, withCrossShrink: true }, leaf, tie('wrapped')),
      wrapped: fc.oneof(
        fields.map(
          (entries): Make =>
            () =>
              named(entries),
        ),
        fc.array(tie('thrown'), { maxLength: 4 }).map(
          (makes): Make =>
            () =>
              makes.map((make) => make()),
        ),
        fields.map(
          (entries): Make =>
            () =>
              Object.assign(new Error('x'), named(entries)),
        ),
        fc.tuple(fields, name).map(
          ([entries, own]): Make =>
            () =>
              Object.defineProperty(named(entries), own, { get: refusing }),
        ),
        fc.tuple(fields, name, fc.boolean()).map(
          ([entries, own, asList]): Make =>
            () => {
              const circle = named(entries);
              circle[own] = asList ? [circle] : circle;
              return circle;
            },
        ),
        fc.tuple(fields, fc.constantFrom('get', 'has', 'ownKeys', 'getPrototypeOf')).map(
          ([entries, trap]): Make =>
            () =>
              new Proxy(named(entries), { [trap]: refusing }),
        ),
        tie('thrown').map(
          (make): Make =>
            () =>
              new Proxy({}, { get: () => make() }),
        ),
      ),
    };
  });

  it('P4 always has one outcome, and a repeat only where nothing was sent', () => {
    fc.assert(
      fc.property(thrown, (make) => {
        const value = make();
        const verdict = classifyThrown(value);
        expect(OUTCOMES).toContain(verdict.outcome);
        if (verdict.outcome !== 'notSent') expect(verdict.repeat).toBe('never');
        expect(classifyThrown(value)).toEqual(verdict);
      }),
      { numRuns: 1_000 },
    );
  });

  it('P4 never proves anything by what is not an error of the connection', () => {
    const silent = fc.anything({ withNullPrototype: true, key: fc.string().map((name) => `x${name}`) });
    fc.assert(
      fc.property(silent, (value) => {
        expect(classifyThrown(value)).toEqual(interrupted);
      }),
      { numRuns: 1_000 },
    );
  });
});
