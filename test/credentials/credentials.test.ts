import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';
import { AiDeskApi } from '../../credentials/AiDeskApi.credentials';
import { CleverChatApi } from '../../credentials/CleverChatApi.credentials';
import { InterflowApi } from '../../credentials/InterflowApi.credentials';
import { LogycaApi } from '../../credentials/LogycaApi.credentials';
import { MensageiroWebhookApi } from '../../credentials/MensageiroWebhookApi.credentials';
import { TalkMeApi } from '../../credentials/TalkMeApi.credentials';

const pace = ['messagesPerMinute', 'workersSharing'];

const contract: Array<{ type: ICredentialType; name: string; fields: string[]; secrets: string[] }> = [
  {
    type: new InterflowApi(),
    name: 'interflowApi',
    fields: ['apiVersion', 'apiKey', 'organizationId', 'baseUrl', 'channelId', 'plan', ...pace],
    secrets: ['apiKey'],
  },
  {
    type: new TalkMeApi(),
    name: 'talkMeApi',
    fields: ['baseUrl', 'clientId', 'token', ...pace],
    secrets: ['token'],
  },
  {
    type: new CleverChatApi(),
    name: 'cleverChatApi',
    fields: ['baseUrl', 'token', 'allowedMediaHosts', ...pace],
    secrets: ['token'],
  },
  {
    type: new LogycaApi(),
    name: 'logycaApi',
    fields: ['textEndpoint', 'mediaEndpoint', 'token', 'textKey', 'fileField', 'allowedMediaHosts', ...pace],
    secrets: ['token'],
  },
  {
    type: new AiDeskApi(),
    name: 'aiDeskApi',
    fields: ['templateBaseUrl', 'directBaseUrl', 'apiKey', 'instanceId', ...pace],
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
      'verifyToken',
    ],
    secrets: ['secret', 'previousSecret', 'verifyToken'],
  },
];

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
  it.each([
    [
      'CleverChat',
      new CleverChatApi(),
      { token: ' canary\r\n' },
      { headers: { Authorization: 'Bearer canary' } },
    ],
    ['Logyca', new LogycaApi(), { token: 'canary' }, { headers: { Authorization: 'Bearer canary' } }],
    ['AI Desk', new AiDeskApi(), { apiKey: '\tcanary ' }, { headers: { apikey: 'canary' } }],
    [
      'Talk.me',
      new TalkMeApi(),
      { token: ' canary', clientId: ' 123 ' },
      { qs: { id_cliente: '123', token: 'canary' } },
    ],
    [
      'Interflow v1',
      new InterflowApi(),
      { apiVersion: 'v1', apiKey: ' ak_canary ' },
      { headers: { Authorization: 'Bearer ak_canary' } },
    ],
    [
      'Interflow current',
      new InterflowApi(),
      { apiVersion: 'current', apiKey: 'if_canary' },
      { headers: { 'x-api-key': 'if_canary' } },
    ],
    [
      'Interflow with a v1 key',
      new InterflowApi(),
      { apiVersion: 'auto', apiKey: 'if_canary' },
      { headers: { Authorization: 'Bearer if_canary' } },
    ],
    [
      'Interflow with a current key',
      new InterflowApi(),
      { apiVersion: 'auto', apiKey: ' ak_canary' },
      { headers: { 'x-api-key': 'ak_canary' } },
    ],
  ] as Array<[string, ICredentialType, Record<string, string>, { headers?: object; qs?: object }]>)(
    'of %s carries the pasted secret, trimmed, where the vendor documents it and nowhere else',
    async (_vendor, type, credentials, proof) => {
      const before = unsigned();
      expect(await sign(type, credentials)).toEqual({
        ...before,
        headers: { ...before.headers, ...proof.headers },
        qs: { ...before.qs, ...proof.qs },
      });
    },
  );

  it('is the same when it is signed again', async () => {
    for (const { type } of contract.slice(0, -1)) {
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
    for (const { type } of contract.slice(0, -1)) {
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
    const request = await sign(new CleverChatApi(), { token: 'canary' }, address);
    expect(request.headers).toEqual({ Authorization: 'Bearer canary' });
  });
});

describe('the pace of an account', () => {
  const field = (type: ICredentialType, name: string) =>
    type.properties.find((property) => property.name === name);

  it('is one message per second unless it is changed', () => {
    for (const { type } of contract.slice(0, -1)) {
      expect(field(type, 'messagesPerMinute')).toMatchObject({ default: 60, typeOptions: { minValue: 0 } });
      expect(field(type, 'workersSharing')).toMatchObject({ default: 1, typeOptions: { minValue: 1 } });
    }
  });

  it('comes from the plan at Interflow', () => {
    const plans = field(new InterflowApi(), 'plan')?.options?.map(
      (option) => (option as { value: string }).value,
    );
    expect(plans?.sort()).toEqual(['custom', 'enterprise', 'professional', 'starter']);
    expect(field(new InterflowApi(), 'messagesPerMinute')?.displayOptions).toEqual({
      show: { plan: ['custom'] },
    });
  });
});
