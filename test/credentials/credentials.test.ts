import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getCredentialAllowedDomains,
  type ICredentialType,
  type IHttpRequestOptions,
  type INode,
} from 'n8n-workflow';
import { MessagingError, orRefusal } from '../../core/contract/outcome';
import { readAccount } from '../../core/input/account';
import { vendors } from '../../vendors';
import { credentialTypeOf, credentialTypes } from '../support/packageTypes';
import { addressOf } from './addressOf';
import { credentialAt, forEachServer, vendorStands } from '../support/vendorStands';
import { MensageiroMediaApi } from '../../credentials/MensageiroMediaApi.credentials';
import { MensageiroWebhookApi } from '../../credentials/MensageiroWebhookApi.credentials';

/** In every credential that sends. */
const common = ['messagesPerMinute', 'workersSharing', 'allowedHttpRequestDomains'];

/** What the people who keep an account write down for others. */
const SAVED = ['savedNames', 'savedTemplates'];

/** A server's address in every stand; nothing is sent there. */
const nowhere = forEachServer(() => 'https://vendor.example');

/** A credential type with the fields that the rest of the package reads. */
interface Contract {
  type: ICredentialType;
  name: string;
  fields: string[];
  secrets: readonly string[];
}

/** What is kept of a vendor besides: the messages a minute with which the credential begins. */
interface OfVendor extends Contract {
  pace: number;
}

const ofVendors: OfVendor[] = vendors.map((vendor) => {
  const own = vendorStands.filter((stand) => stand.vendor === vendor);
  const fields = own.flatMap((stand) => Object.keys(credentialAt(stand, nowhere).data));
  const { type: name, secrets } = vendor.credential;
  return {
    type: credentialTypeOf(vendor),
    name,
    fields: [...new Set([...fields, ...common])],
    secrets,
    pace: own[0]?.messagesPerMinute ?? 60,
  };
});

const contract: Contract[] = [
  ...ofVendors,
  {
    type: new MensageiroMediaApi(),
    name: 'mensageiroMediaApi',
    fields: [
      'sender',
      'serverAddress',
      'accountSid',
      'apiKey',
      'allowPlainHttp',
      'allowedHttpRequestDomains',
    ],
    secrets: ['apiKey'],
  },
  {
    type: new MensageiroWebhookApi(),
    name: 'mensageiroWebhookApi',
    fields: [
      'secret',
      'previousSecret',
      'headerName',
      'algorithm',
      'encoding',
      'prefix',
      'timestampHeader',
      'signedContent',
      'signatureFormat',
      'verifyToken',
    ],
    secrets: ['secret', 'previousSecret', 'verifyToken'],
  },
];

test('the package has these credential types and no other', () => {
  expect(
    credentialTypes()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(contract.map(({ name }) => name).sort());
});

test.each(ofVendors)('$name keeps names and templates for those who build workflows', ({ type }) => {
  const saved = type.properties.filter((property) => SAVED.includes(property.name));
  expect(saved.map(({ name, default: byDefault }) => [name, byDefault])).toEqual([
    ['savedNames', ''],
    ['savedTemplates', {}],
  ]);
});

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}

/** A request as a vendor builds it, which nobody may change in place. */
const unsigned = (): IHttpRequestOptions =>
  deepFreeze({
    method: 'POST' as const,
    url: 'https://vendor.example/send',
    headers: { 'content-type': 'application/json' },
    qs: { acao: 'insere_whats_simples' },
    body: { number: '5511987654321' },
  });

async function sign(type: ICredentialType, credentials: Record<string, string>, request = unsigned()) {
  if (typeof type.authenticate !== 'function') throw new Error(`${type.name} does not sign by a function`);
  const { carries } = vendorStands.find(({ vendor }) => vendor.credential.type === type.name) ?? {};
  const headers = { ...carries, ...request.headers };
  return await type.authenticate(credentials, carries === undefined ? request : { ...request, headers });
}

/** Names of headers have no case. */
const lowerCase = (headers: object | undefined) =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));

describe.each(contract)('the credential $name', ({ type, name, fields, secrets }) => {
  const properties = type.properties.filter((property) => property.type !== 'notice');

  it('has the fields that the rest of the package reads', () => {
    expect(type.name).toBe(name);
    const names = properties.map((property) => property.name).filter((each) => !SAVED.includes(each));
    expect(names.sort()).toEqual([...fields].sort());
  });

  it('hides its secrets on the screen, and only them', () => {
    const hidden = properties.filter((property) => property.typeOptions?.password === true);
    expect(hidden.map((property) => property.name).sort()).toEqual([...secrets].sort());
  });

  it('explains every field', () => {
    for (const property of properties) expect(property.description?.length).toBeGreaterThan(30);
  });

  it('has two icons that differ', () => {
    const { light, dark } = type.icon as { light: string; dark: string };
    const [lightFile = '', darkFile = ''] = [light, dark].map((icon) =>
      join(__dirname, '../../credentials', icon.replace('file:', '')),
    );
    expect(existsSync(lightFile) && existsSync(darkFile)).toBe(true);
    expect(readFileSync(lightFile, 'utf8')).not.toBe(readFileSync(darkFile, 'utf8'));
  });
});

describe('a signed request', () => {
  it.each(vendorStands)(
    'of $label carries the pasted secret, trimmed, where the vendor documents it and nowhere else',
    async (stand) => {
      const secret = `${stand.secretPrefix}canary`;
      const { data } = credentialAt(stand, nowhere, ` ${secret}\r\n`);
      const before = unsigned();
      const after = await sign(credentialTypeOf(stand.vendor), data as Record<string, string>);
      const { headers, query } = stand.sign(secret);
      expect({ ...after, headers: lowerCase(after.headers) }).toEqual({
        ...before,
        headers: { ...lowerCase(before.headers), ...headers },
        qs: { ...before.qs, ...query },
      });
    },
  );

  it('is the same when it is signed again', async () => {
    for (const stand of vendorStands) {
      const type = credentialTypeOf(stand.vendor);
      const data = credentialAt(stand, nowhere).data as Record<string, string>;
      const once = await sign(type, data);
      expect(await sign(type, data, once)).toEqual(once);
    }
  });

  it.each([
    { url: 'http://vendor.example/send' },
    { url: 'http://localhost.vendor.example/send' },
    { url: 'http://127.0.0.1.vendor.example/send' },
    { url: '/send', baseURL: 'http://vendor.example' },
    { url: 'ftp://vendor.example/send' },
    { url: 'vendor.example/send' },
  ])('does not exist for an address that is not encrypted: $baseURL$url', async (address) => {
    for (const { type } of ofVendors) {
      const signing = sign(type, { token: 'canary' }, { ...address, qs: { acao: 'x' } });
      await expect(signing).rejects.toThrow('does not start with https://');
      await expect(signing).rejects.not.toThrow('canary');
    }
  });

  it.each([
    { url: 'http://localhost:4010/send' },
    { url: 'http://127.0.0.1:4010/send' },
    { url: 'http://[::1]:4010/send' },
    { url: '/send', baseURL: 'https://vendor.example' },
  ])('may go to this machine and to encrypted addresses: $baseURL$url', async (address) => {
    for (const stand of vendorStands) {
      const { origin } = new URL(address.url, address.baseURL);
      const { data } = credentialAt(
        stand,
        forEachServer(() => origin),
      );
      const request = await sign(credentialTypeOf(stand.vendor), data as Record<string, string>, {
        ...address,
        qs: { acao: 'x' },
      });
      expect(JSON.stringify([request.headers, request.qs])).toContain(stand.secret);
    }
  });
});

describe('field X2: a request is signed only for the servers that the credential names', () => {
  /** What a person, or a model, may write as an address beside a credential of ours. */
  const foreign: Array<[string, Record<string, unknown>]> = [
    ['another host', { url: 'https://evil.example/send' }],
    ['a host that ends alike', { url: 'https://evil-vendor.example/send' }],
    ['a host that begins alike', { url: 'https://vendor.example.evil.example/send' }],
    ['a host below it', { url: 'https://sub.vendor.example/send' }],
    ['another port', { url: 'https://vendor.example:8443/send' }],
    ['this machine', { url: 'http://localhost:4010/send' }],
    ['the host before an @', { url: 'https://vendor.example@evil.example/send' }],
    ['the host as a user name with its word', { url: 'https://vendor.example:x@evil.example/send' }],
    ['a backslash', { url: 'https://evil.example\\@vendor.example/send' }],
    ['the host in the path', { url: 'https://evil.example/https://vendor.example/send' }],
    ['an address without its scheme', { url: '//evil.example/send', baseURL: 'https://vendor.example' }],
    ['a whole address over a base', { url: 'https://evil.example/send', baseURL: 'https://vendor.example' }],
    ["n8n's older name for it", { uri: 'https://evil.example/send' }],
    ['two addresses', { url: 'https://vendor.example/send', uri: 'https://evil.example/send' }],
    ['a line break', { url: 'https://evil.example/\nhttps://vendor.example/send' }],
    ['a letter that looks alike', { url: 'https://vend\u043er.example/send' }],
  ];

  describe.each(vendorStands)('of $label', (stand) => {
    const type = credentialTypeOf(stand.vendor);
    const data = credentialAt(stand, nowhere).data as Record<string, string>;
    const signing = async (address: Record<string, unknown>) =>
      await sign(type, data, { qs: { acao: 'x' }, ...address } as unknown as IHttpRequestOptions);

    it.each(foreign)('not for %s', async (_what, address) => {
      await expect(signing(address)).rejects.toThrow(/so the token was not sent to it/);
      await expect(signing(address)).rejects.not.toThrow(stand.secret);
    });

    it.each<[string, Record<string, unknown>]>([
      ['as it is', { url: 'https://vendor.example/anything?x=1' }],
      ['in capitals and with its port', { url: 'HTTPS://VENDOR.example:443/send' }],
      ["by n8n's older name", { uri: 'https://vendor.example/send' }],
      ['over a base', { url: 'send', baseURL: 'https://vendor.example/api' }],
    ])('but for its own address %s', async (_how, address) => {
      const request = await signing(address);
      expect(JSON.stringify([request.headers, request.qs])).toContain(stand.secret);
    });

    it('nor in the HTTP Request node of n8n, where n8n asks the credential', () => {
      const setting = type.properties.find(({ name }) => name === 'allowedHttpRequestDomains');
      expect(setting).toMatchObject({ type: 'hidden', default: 'none' });
      const node = { name: 'HTTP Request' } as INode;
      const credentialData = { ...data, allowedHttpRequestDomains: String(setting?.default) };
      expect(() => getCredentialAllowedDomains({ node, credentialData })).toThrow('prevent use');
      // Its own test is not stopped by that.
      const own = { node, credentialData, credentialOwnedSurface: true };
      expect(getCredentialAllowedDomains(own)).toBeUndefined();
    });
  });

  it('an empty address means the own one of the vendor, as it does where a message is built', async () => {
    let read = 0;
    for (const stand of vendorStands) {
      const { data } = credentialAt(
        stand,
        forEachServer(() => ''),
      );
      const account = await orRefusal(() => readAccount(stand.vendor, data));
      // Where a vendor has no address of its own.
      if (account instanceof MessagingError) continue;
      const type = credentialTypeOf(stand.vendor);
      const addresses = Object.values(account.config as object).filter((each) => URL.canParse(String(each)));
      expect(addresses.length).toBeGreaterThan(0);
      for (const url of addresses) {
        const request = await sign(type, data as never, { url, qs: { acao: 'x' } });
        expect(JSON.stringify([request.headers, request.qs])).toContain(stand.secret);
        read += 1;
      }
      const elsewhere = sign(type, data as never, { url: 'https://vendor.example', qs: { acao: 'x' } });
      await expect(elsewhere).rejects.toThrow('not the one in the credential');
    }
    expect(read).toBeGreaterThan(3);
  });
});

describe('field A7: a credential without a field that every request needs is refused', () => {
  const withNeeded = vendorStands.flatMap((stand) =>
    Object.entries(stand.vendor.credential.needed ?? {}).map(
      ([field, label]) => [label, stand, field] as const,
    ),
  );

  it('there is such a field', () => expect(withNeeded.length).toBeGreaterThan(0));

  it.each(withNeeded)('"%s" of $label', (label, stand, field) => {
    const { data } = credentialAt(stand, nowhere);
    expect(() => readAccount(stand.vendor, data)).not.toThrow();
    expect(() => readAccount(stand.vendor, { ...data, [field]: 123 })).not.toThrow();
    for (const empty of [undefined, null, '', '  ', '\n'])
      expect(() => readAccount(stand.vendor, { ...data, [field]: empty })).toThrow(
        `The ${stand.vendor.name} credential has no value in "${label}". Open the credential and fill it in.`,
      );
  });
});

describe('field A10: an address pasted with the endpoint behind it', () => {
  // Those whose users paste whole endpoints anyway are left out.
  const base = 'https://vendor.example';
  const withBase = vendorStands.filter((stand) =>
    Object.values(
      credentialAt(
        stand,
        forEachServer(() => base),
      ).data,
    ).includes(base),
  );
  const tested = withBase.filter(({ vendor }) => credentialTypeOf(vendor).test !== undefined);

  it.each(tested)(
    'means the same for $label, where messages are built and where it is tested',
    async (stand) => {
      const type = credentialTypes().find(({ name }) => name === stand.vendor.credential.type)!;
      const dataAt = (address: string) =>
        credentialAt(
          stand,
          forEachServer(() => address),
        ).data;
      // A version at the end of an address may stand there or not.
      const configOf = (data: Record<string, unknown>) =>
        JSON.stringify(readAccount(stand.vendor, data).config).replaceAll('/v1"', '"');
      const plain = dataAt('https://vendor.example');
      const tested = await addressOf(type, plain as Record<string, string>);
      for (const pasted of [tested, `${tested.replace(/\/$/, '')}/`]) {
        const data = dataAt(pasted);
        expect(configOf(data)).toBe(configOf(plain));
        expect(await addressOf(type, data as Record<string, string>)).toBe(tested);
      }
    },
  );
});

describe('field X3: an address with a user name in it is refused', () => {
  it.each([
    'http://localhost:x@evil.example',
    'http://127.0.0.1@evil.example',
    'http://localhost:4010@evil.example/api',
    'https://vendor.example@evil.example',
    'http://localhost:x@localhost',
    'http://[::1]:x@evil.example',
    'HTTP://LOCALHOST:X@evil.example',
  ])('%s, where it is signed and where it is read', async (address) => {
    for (const stand of vendorStands) {
      const { data } = credentialAt(
        stand,
        forEachServer(() => address),
      );
      const signing = sign(credentialTypeOf(stand.vendor), data as Record<string, string>, {
        url: `${address}/send`,
        qs: { acao: 'x' },
      });
      await expect(signing).rejects.toThrow('so the token was not sent to it');
      expect(() => readAccount(stand.vendor, data)).toThrow(
        /has a user name or password in it\. Paste the address without them\./,
      );
    }
  });
});

describe('the pace of an account', () => {
  const field = (type: ICredentialType, name: string) =>
    type.properties.find((property) => property.name === name);

  it('is one message per second unless it is changed, or unless the vendor documents another one', () => {
    for (const { type, pace } of ofVendors) {
      expect(field(type, 'messagesPerMinute')).toMatchObject({
        default: pace,
        typeOptions: { minValue: 0 },
      });
      expect(field(type, 'workersSharing')).toMatchObject({ default: 1, typeOptions: { minValue: 1 } });
    }
  });
});
