import { z } from 'zod/v4';
import {
  addressOr,
  hostList,
  isOnThisMachine,
  ownServerAddress,
  requiredAddress,
} from '../../core/input/endpoint';

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

describe('field A10: an address that was pasted with the endpoint behind it', () => {
  it.each([
    ['https://api.acme.example/api/send', OWN],
    ['https://api.acme.example/api/send/', OWN],
    ['https://api.acme.example/API/Send', OWN],
    ['https://api.acme.example/v2/api/send', `${OWN}/v2`],
    ['https://api.acme.example', OWN],
    ['https://api.acme.example/api/sending', `${OWN}/api/sending`],
    ['https://api.acme.example/my/send', `${OWN}/my/send`],
  ])('%s is read as %s', (given, expected) => {
    expect(addressOr('Base URL', 'https://other.example', /\/api\/send$/i).parse(given)).toBe(expected);
  });
});

describe("the address of a server of one's own", () => {
  const address = ownServerAddress('serverUrl', 'Server URL');

  it.each([
    ['https://wa.example.com/', undefined, 'https://wa.example.com'],
    ['https://10.0.0.7:8443/api', false, 'https://10.0.0.7:8443/api'],
    ['http://localhost:8080', false, 'http://localhost:8080'],
    [' http://10.0.0.7:8080/ ', true, 'http://10.0.0.7:8080'],
    ['http://evolution:8080', true, 'http://evolution:8080'],
    ['https://wa.example.com', true, 'https://wa.example.com'],
  ])('such as %j with the switch %j is read as %j', (serverUrl, allowPlainHttp, url) => {
    expect(address.parse({ serverUrl, allowPlainHttp, apiKey: 'x' })).toEqual({ serverUrl: url });
  });

  it.each([undefined, null, false, 'true', 'false', 1, '=true'])(
    'does without TLS only where the switch is on, not where it is %j',
    (allowPlainHttp) => {
      const read = address.safeParse({ serverUrl: 'http://10.0.0.7:8080', allowPlainHttp });
      expect(read.error?.issues.map(({ message }) => message)).toEqual([
        '"Server URL" does not start with https://. Without it the token could be read on its way; for a server in your own network switch on "Allow Plain HTTP".',
      ]);
    },
  );

  it.each([
    ['ftp://10.0.0.7', /^"Server URL" does not start with https:/],
    ['http://user:pass@10.0.0.7', /has a user name or password in it/],
    ['http://10.0.0.7/?token=1', /has a \? or # in it/],
    ['evolution:8080', /does not start with https:/],
    ['10.0.0.7', /is not a web address/],
    ['', /^"Server URL" is empty\.$/],
    [undefined, /^"Server URL" is empty\.$/],
  ])('such as %j is refused with the switch on, too', (serverUrl, sentence) => {
    const read = address.safeParse({ serverUrl, allowPlainHttp: true });
    expect(read.error?.issues[0]?.message).toMatch(sentence);
  });

  it('may have a default, and other fields beside it', () => {
    const config = ownServerAddress('url', 'URL', { byDefault: OWN }).and(z.object({ name: z.string() }));
    expect(config.parse({ url: ' ', name: 'a', key: 'k' })).toEqual({ url: OWN, name: 'a' });
    expect(config.safeParse({ url: 'http://10.0.0.7', name: 'a' }).success).toBe(false);
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
