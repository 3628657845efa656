import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';
import { vendors } from '../../vendors';
import { credentialTypeOf, credentialTypes } from '../support/packageTypes';
import { credentialAt, forEachServer, vendorStands } from '../support/vendorStands';
import { MensageiroWebhookApi } from '../../credentials/MensageiroWebhookApi.credentials';

const pace = ['messagesPerMinute', 'workersSharing'];

/** A server's address in every stand; nothing is sent there. */
const nowhere = forEachServer(() => 'https://vendor.example');

/** A credential type with the fields that the rest of the package reads. */
interface Contract {
  type: ICredentialType;
  name: string;
  fields: string[];
  secrets: readonly string[];
}

const ofVendors: Contract[] = vendors.map((vendor) => {
  const own = vendorStands.filter((stand) => stand.vendor === vendor);
  const fields = own.flatMap((stand) => Object.keys(credentialAt(stand, nowhere).data));
  const { type: name, secrets } = vendor.credential;
  return { type: credentialTypeOf(vendor), name, fields: [...new Set([...fields, ...pace])], secrets };
});

const contract: Contract[] = [
  ...ofVendors,
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
  return await type.authenticate(credentials, request);
}

/** Names of headers have no case. */
const lowerCase = (headers: object | undefined) =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));

describe.each(contract)('the credential $name', ({ type, name, fields, secrets }) => {
  const properties = type.properties.filter((property) => property.type !== 'notice');

  it('has the fields that the rest of the package reads', () => {
    expect(type.name).toBe(name);
    expect(properties.map((property) => property.name).sort()).toEqual([...fields].sort());
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
    for (const { type } of ofVendors) {
      const once = await sign(type, { token: 'canary', apiKey: 'canary', clientId: '123' });
      expect(await sign(type, { token: 'canary', apiKey: 'canary', clientId: '123' }, once)).toEqual(once);
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
      const { data } = credentialAt(stand, nowhere);
      const request = await sign(credentialTypeOf(stand.vendor), data as Record<string, string>, {
        ...address,
        qs: { acao: 'x' },
      });
      expect(JSON.stringify([request.headers, request.qs])).toContain(stand.secret);
    }
  });
});

describe('the pace of an account', () => {
  const field = (type: ICredentialType, name: string) =>
    type.properties.find((property) => property.name === name);

  it('is one message per second unless it is changed', () => {
    for (const { type } of ofVendors) {
      expect(field(type, 'messagesPerMinute')).toMatchObject({ default: 60, typeOptions: { minValue: 0 } });
      expect(field(type, 'workersSharing')).toMatchObject({ default: 1, typeOptions: { minValue: 1 } });
    }
  });
});
