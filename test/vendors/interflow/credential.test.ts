import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';
import { InterflowApi } from '../../../credentials/InterflowApi.credentials';
import { addressOf } from '../../credentials/addressOf';
import { runCredentialTest, whileAnswering } from '../../credentials/runCredentialTest';

type Data = Record<string, string>;

const organizationId = '550e8400-e29b-41d4-a716-446655440000';

describe('a forbidden answer', () => {
  it('refuses the key of the current Interflow API', async () => {
    const data = { apiVersion: 'current', apiKey: 'ak_canary', organizationId };
    await whileAnswering({ status: 403, body: '{"code":"SUBSCRIPTION_INACTIVE"}' }, async (baseUrl) => {
      expect(await runCredentialTest(new InterflowApi(), { ...data, baseUrl })).toContain('refused this');
    });
  });

  it('only means that a key of Interflow v1 may not list customers, which sending does not need', async () => {
    const data = { apiVersion: 'v1', apiKey: 'if_canary' };
    const body = '{"success":false,"error":{"code":"FORBIDDEN","message":"Sem permissão para este recurso"}}';
    await whileAnswering({ status: 403, body }, async (baseUrl) => {
      expect(await runCredentialTest(new InterflowApi(), { ...data, baseUrl })).toBeUndefined();
    });
  });
});

describe('the address of the credential test', () => {
  it.each([
    [{ apiVersion: 'auto', apiKey: 'if_1' }, 'https://api.interflow.chat/v1/customers'],
    [{ apiVersion: 'v1', apiKey: 'ak_1', baseUrl: ' ' }, 'https://api.interflow.chat/v1/customers'],
    [
      { apiVersion: 'v1', baseUrl: 'https://sandbox.api.interflow.chat/v1/' },
      'https://sandbox.api.interflow.chat/v1/customers',
    ],
    [
      { apiVersion: 'v1', baseUrl: 'https://sandbox.api.interflow.chat' },
      'https://sandbox.api.interflow.chat/v1/customers',
    ],
    [
      { apiVersion: 'auto', apiKey: ' ak_1', organizationId: ' o/1 ' },
      'https://v1.api.interflow.chat/api/o%2F1/tags',
    ],
    [
      { apiVersion: 'current', apiKey: 'if_1', organizationId },
      `https://v1.api.interflow.chat/api/${organizationId}/tags`,
    ],
  ] as Array<[Data, string]>)('of Interflow follows the API version: %j', async (data, address) => {
    expect(await addressOf(new InterflowApi(), data)).toBe(address);
  });
});

describe('an answer to the credential test that finds a field wrong', () => {
  it.each([
    [400, { apiVersion: 'auto', apiKey: 'if_canary' }],
    [422, { apiVersion: 'auto', apiKey: 'if_canary' }],
    [400, { apiVersion: 'auto', apiKey: 'ak_canary', organizationId }],
    [422, { apiVersion: 'auto', apiKey: 'ak_canary', organizationId }],
  ] as Array<[number, Data]>)('asks to check the fields on %d: %j', async (status, data) => {
    await whileAnswering({ status, body: '{"error":"x"}' }, async (baseUrl) => {
      expect(await runCredentialTest(new InterflowApi(), { ...data, baseUrl })).toContain(
        '"Organization ID"',
      );
    });
  });
});

describe('a signed request', () => {
  async function sign(data: Data): Promise<IHttpRequestOptions> {
    const { authenticate }: ICredentialType = new InterflowApi();
    if (typeof authenticate !== 'function') throw new Error('The credential does not sign by a function.');
    const baseUrl = 'https://vendor.example';
    return await authenticate({ ...data, baseUrl }, { url: `${baseUrl}/send`, headers: {} });
  }

  it.each([
    [{ apiVersion: 'v1', apiKey: ' ak_canary ' }, { Authorization: 'Bearer ak_canary' }],
    [{ apiVersion: 'current', apiKey: 'if_canary' }, { 'x-api-key': 'if_canary' }],
    [{ apiVersion: 'auto', apiKey: 'if_canary' }, { Authorization: 'Bearer if_canary' }],
    [{ apiVersion: 'auto', apiKey: ' ak_canary' }, { 'x-api-key': 'ak_canary' }],
  ] as Array<[Data, Data]>)('carries the key where its version wants it: %j', async (data, headers) => {
    expect((await sign(data)).headers).toEqual(headers);
  });
});

describe('the pace of an account', () => {
  const field = (wanted: string) => new InterflowApi().properties.find(({ name }) => name === wanted);

  it('comes from the plan', () => {
    const plans = field('plan')?.options?.map((option) => (option as { value: string }).value);
    expect(plans?.sort()).toEqual(['custom', 'enterprise', 'professional', 'starter']);
    expect(field('messagesPerMinute')?.displayOptions).toEqual({ show: { plan: ['custom'] } });
  });
});
