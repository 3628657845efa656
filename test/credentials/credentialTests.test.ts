import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';
import { AiDeskApi } from '../../credentials/AiDeskApi.credentials';
import { CleverChatApi } from '../../credentials/CleverChatApi.credentials';
import { InterflowApi } from '../../credentials/InterflowApi.credentials';
import { LogycaApi } from '../../credentials/LogycaApi.credentials';
import { TalkMeApi } from '../../credentials/TalkMeApi.credentials';
import { testWebhookCredential } from '../../credentials/shared/webhookTest';
import { runCredentialTest, whileAnswering } from './runCredentialTest';

type Data = Record<string, string>;

const organizationId = '550e8400-e29b-41d4-a716-446655440000';

/** Vendors that are asked to send a message without a recipient. */
const probed: Array<[string, () => ICredentialType, (origin: string) => Data, string]> = [
  [
    'CleverChat',
    () => new CleverChatApi(),
    (baseUrl) => ({ baseUrl, token: 'canary' }),
    '/api/messages/send',
  ],
  [
    'Logyca',
    () => new LogycaApi(),
    (textEndpoint) => ({ textEndpoint, token: 'canary' }),
    '/api/messages/send',
  ],
  [
    'AI Desk',
    () => new AiDeskApi(),
    (templateBaseUrl) => ({ templateBaseUrl, apiKey: 'canary' }),
    '/send-message',
  ],
];

/** Vendors with a call that only reads. */
const read: typeof probed = [
  [
    'Interflow',
    () => new InterflowApi(),
    (baseUrl) => ({ baseUrl, apiVersion: 'auto', apiKey: 'if_canary' }),
    '/v1/customers',
  ],
  [
    'Interflow',
    () => new InterflowApi(),
    (baseUrl) => ({ baseUrl, apiVersion: 'auto', apiKey: 'ak_canary', organizationId }),
    `/api/${organizationId}/tags`,
  ],
];

/** The address that a test would call, found out without calling it. */
async function addressOf(type: ICredentialType, data: Data): Promise<string> {
  let address = '';
  const authenticate = async (_: unknown, request: IHttpRequestOptions): Promise<never> => {
    address = request.url;
    throw new Error('not sent');
  };
  expect(await runCredentialTest(Object.assign(type, { authenticate }), data)).toBe('not sent');
  return address;
}

describe.each(probed)('the credential test of %s', (_vendor, type, fields, path) => {
  it('sends one signed request that names no recipient', async () => {
    await whileAnswering({ status: 400, body: '{"error":"x"}' }, async (origin, arrived) => {
      expect(await runCredentialTest(type(), fields(` ${origin}/ `))).toBeUndefined();
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).toMatchObject({ method: 'POST', url: path });
      expect(arrived[0]?.headers['content-type']).toBe('application/json');
      expect(arrived[0]?.headers.authorization ?? arrived[0]?.headers.apikey).toMatch(/^(Bearer )?canary$/);
      expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({ number: '' });
    });
  });

  it.each([400, 422, 500])(
    'takes %d, the refusal of an empty message, as an accepted token',
    async (status) => {
      await whileAnswering({ status, body: '{"error":"x"}' }, async (origin) => {
        expect(await runCredentialTest(type(), fields(origin))).toBeUndefined();
      });
    },
  );
});

describe.each(read)('the credential test of %s', (_vendor, type, fields, path) => {
  it('only reads', async () => {
    await whileAnswering({ status: 200, body: '{"success":true,"data":[]}' }, async (origin, arrived) => {
      expect(await runCredentialTest(type(), fields(`${origin}/`))).toBeUndefined();
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).toMatchObject({ method: 'GET', url: path, body: '' });
      expect(arrived[0]?.headers['x-api-key'] ?? arrived[0]?.headers.authorization).toMatch(
        /(ak|Bearer if)_canary$/,
      );
    });
  });

  it.each([400, 422])('asks to check the fields on %d', async (status) => {
    await whileAnswering({ status, body: '{"error":"x"}' }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toContain('"Organization ID"');
    });
  });

  it('does not succeed on 500', async () => {
    await whileAnswering({ status: 500, body: '{"error":"x"}' }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toBe('Internal Server Error');
    });
  });
});

describe.each([...probed, ...read])('the credential test of %s', (vendor, type, fields) => {
  it('says that the token is refused on 401', async () => {
    await whileAnswering({ status: 401, body: '{"error":"canary"}' }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toMatch(
        new RegExp(`^${vendor} refused this .+\\.$`),
      );
    });
  });

  it.each([301, 302, 307, 404, 405])('says that the address is not the right one on %d', async (status) => {
    const headers: Record<string, string> = status < 400 ? { location: 'https://elsewhere.invalid/' } : {};
    await whileAnswering({ status, headers }, async (origin, arrived) => {
      expect(await runCredentialTest(type(), fields(origin))).toMatch(
        `There is no ${vendor} API at this address`,
      );
      expect(arrived).toHaveLength(1);
    });
  });

  it('says that the address is not the right one when a web page answers', async () => {
    const page = {
      status: 200,
      body: '<!doctype html><title>Login</title>',
      headers: { 'content-type': 'text/html' },
    };
    await whileAnswering(page, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toMatch(
        `There is no ${vendor} API at this address`,
      );
    });
  });

  it.each([429, 502, 503, 504])('asks to try again later on %d', async (status) => {
    await whileAnswering({ status }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toMatch(/Try again/);
    });
  });

  it('sends no token to an address that is not encrypted', async () => {
    expect(await runCredentialTest(type(), fields('http://vendor.invalid'))).toContain(
      'does not start with https://',
    );
  });

  it('never shows the token', async () => {
    for (const status of [400, 401, 403, 404, 500]) {
      await whileAnswering({ status, body: '{"error":"canary"}' }, async (origin) => {
        expect((await runCredentialTest(type(), fields(origin))) ?? '').not.toContain('canary');
      });
    }
  });

  it('leaves its declaration as it was', async () => {
    const credential = type();
    await whileAnswering({ status: 400 }, async (origin) => {
      await runCredentialTest(credential, fields(origin));
    });
    expect(credential.test).toEqual(type().test);
  });
});

describe('a forbidden answer', () => {
  it.each(probed)('refuses the token of %s', async (_vendor, type, fields) => {
    await whileAnswering({ status: 403 }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toContain('refused this');
    });
  });

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

describe('the address of a credential test', () => {
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

  it("is the vendor's own where the field is empty", async () => {
    expect(await addressOf(new CleverChatApi(), { baseUrl: '' })).toBe(
      'https://api.cleverchat.com.br/api/messages/send',
    );
    expect(await addressOf(new AiDeskApi(), { templateBaseUrl: ' ' })).toBe(
      'https://api.ai-desk.com.br/send-message',
    );
    expect(await addressOf(new TalkMeApi(), { baseUrl: '' })).toBe('https://api.talk.me/');
  });

  it.each([
    ['https://logyca.example', 'https://logyca.example/api/messages/send'],
    ['https://logyca.example:8443/', 'https://logyca.example:8443/api/messages/send'],
    [' https://logyca.example/backend/text/ ', 'https://logyca.example/backend/text'],
  ])('of Logyca is the pasted endpoint: %s', async (textEndpoint, address) => {
    expect(await addressOf(new LogycaApi(), { textEndpoint })).toBe(address);
  });
});

describe('the credential test of Talk.me', () => {
  const data = { clientId: '123', token: 'canary' };

  it.each(['', '/', '/dbdial_webapi.php', '/dbdial_webapi.php?acao=insere_whats_simples&token=canary'])(
    'asks only for the first page, without action, token or client: base URL ending in "%s"',
    async (ending) => {
      await whileAnswering({ status: 404, body: 'Not found' }, async (origin, arrived) => {
        expect(
          await runCredentialTest(new TalkMeApi(), { ...data, baseUrl: origin + ending }),
        ).toBeUndefined();
        expect(arrived).toHaveLength(1);
        expect(arrived[0]).toMatchObject({ method: 'GET', url: '/', body: '' });
        expect(JSON.stringify(arrived)).not.toMatch(/canary|acao|id_cliente/);
      });
    },
  );

  it('does not succeed where nobody answers', async () => {
    expect(
      await runCredentialTest(new TalkMeApi(), { ...data, baseUrl: 'http://127.0.0.1:1' }),
    ).toBeDefined();
  });

  it('comes with a notice that the token is not tried', () => {
    expect(new TalkMeApi().properties.find((property) => property.type === 'notice')?.displayName).toContain(
      'the token is not tried',
    );
  });
});

describe('the credential test of the webhook', () => {
  const test = async (data: Data) =>
    await testWebhookCredential.call({} as never, {
      id: '1',
      name: 'test',
      type: 'mensageiroWebhookApi',
      data,
    });

  it.each([
    { secret: 'canary' },
    { verifyToken: 'canary' },
    { secret: 'canary', previousSecret: 'canary-0', headerName: 'x-webhook-token' },
    {
      secret: 'canary',
      headerName: 'X-Signature',
      signedContent: 'timestampBody',
      timestampHeader: 'X-Time',
    },
    { secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` },
    { secret: `whsec_${Buffer.alloc(64, 7).toString('base64')}` },
  ] as Data[])('says that nothing was called when the fields fit together: %j', async (data) => {
    expect(await test(data)).toEqual({
      status: 'OK',
      message: expect.stringContaining('Nothing was called'),
    });
  });

  it.each([
    [{}, '"Secret" is empty'],
    [{ secret: ' \n' }, '"Secret" is empty'],
    [{ previousSecret: 'canary' }, '"Previous Secret" is filled in'],
    [{ secret: 'whsec_canary' }, 'whsec_ but is not complete'],
    [{ secret: 'canary', previousSecret: 'whsec_canary' }, '"Previous Secret" starts with whsec_'],
    [{ secret: 'canary', headerName: 'x-token: canary' }, '"Header Name" has a character'],
    [{ secret: 'canary', timestampHeader: 'x time' }, '"Timestamp Header" has a character'],
    [
      { secret: 'canary', headerName: 'x-signature', signedContent: 'timestampBody' },
      '"Timestamp Header" is empty',
    ],
  ] as Array<[Data, string]>)('names the field that does not fit: %j', async (data, sentence) => {
    const { status, message } = await test(data);
    expect(status).toBe('Error');
    expect(message).toContain(sentence);
    expect(message).not.toContain('canary');
  });

  it('takes a credential without any data as an empty one', async () => {
    const empty = { id: '1', name: 'test', type: 'mensageiroWebhookApi' };
    expect((await testWebhookCredential.call({} as never, empty)).status).toBe('Error');
  });
});
