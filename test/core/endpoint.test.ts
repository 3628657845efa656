import { addressOr, hostList, isOnThisMachine, requiredAddress } from '../../core/input/endpoint';

const OWN = 'https://api.acme.example';

describe('an address in a credential', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    [' https://api.example.com/v1/ ', 'https://api.example.com/v1'],
    ['HTTPS://API.example.com//', 'https://api.example.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000/a', 'http://127.0.0.1:3000/a'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    [undefined, OWN],
    [null, OWN],
    ['', OWN],
    ['  ', OWN],
  ])('such as %j is read as %j', (given, expected) => {
    expect(addressOr('Base URL', OWN).parse(given)).toBe(expected);
  });

  it.each([
    ['api.example.com', 'is not a web address. Paste it whole, starting with https://.'],
    [
      'http://api.example.com',
      'does not start with https://. Without it the token could be read on its way.',
    ],
    [
      'http://127.0.0.1.evil.example',
      'does not start with https://. Without it the token could be read on its way.',
    ],
    ['ftp://api.example.com', 'does not start with https://. Without it the token could be read on its way.'],
    [
      'https://user:pass@api.example.com',
      'has a user name or password in it. Paste the address without them.',
    ],
    ['https://api.example.com/?token=1', 'has a ? or # in it. Paste the address without what follows.'],
    ['https://api.example.com/#top', 'has a ? or # in it. Paste the address without what follows.'],
    ['', 'is empty.'],
  ])('such as %j is refused', (given, words) => {
    const read = requiredAddress('Base URL')
      .transform((url) => url.length)
      .safeParse(given);
    expect(read.error?.issues.map(({ message }) => message)).toEqual([`"Base URL" ${words}`]);
  });
});

describe('an address of this machine', () => {
  it.each([
    ['http://localhost:5678/a', true],
    ['http://127.9.0.1', true],
    ['http://[::1]/', true],
    ['https://example.com/localhost', false],
    ['https://localhost.example.com', false],
    ['no address', false],
    [undefined, false],
  ])('%j: %j', (given, expected) => {
    expect(isOnThisMachine(given)).toBe(expected);
  });
});

describe('a list of hosts', () => {
  it('is separated by commas, semicolons or spaces, in any case', () => {
    expect(hostList('Hosts').parse(' Files.example.com, cdn.example.com;a.b\nc ')).toEqual([
      'files.example.com',
      'cdn.example.com',
      'a.b',
      'c',
    ]);
  });

  it('may be empty', () => {
    expect(hostList('Hosts').parse(undefined)).toEqual([]);
    expect(hostList('Hosts').parse('')).toEqual([]);
  });

  it.each(['https://a.example', 'a.example/path', '*.example', 'a_b.example'])(
    'holds names only, not %j',
    (given) => {
      expect(hostList('Hosts').safeParse(given).error?.issues[0]?.message).toBe(
        '"Hosts" must hold host names only, e.g. files.example.com.',
      );
    },
  );
});
