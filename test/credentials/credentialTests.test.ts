import type { ICredentialType } from 'n8n-workflow';
import { testWebhookCredential } from '../../credentials/shared/webhookTest';
import { credentialTypeOf } from '../support/packageTypes';
import type { CredentialTest, VendorStand } from '../support/stands/stand';
import { credentialAt, forEachServer, vendorStands } from '../support/vendorStands';
import { runCredentialTest, whileAnswering } from './runCredentialTest';

type Data = Record<string, string>;

/** A stand whose credential can be tested, as the tests below need it. */
interface Tested<Test extends CredentialTest = CredentialTest> {
  label: string;
  /** The vendor's name. */
  name: string;
  secret: string;
  sign: VendorStand['sign'];
  test: Test;
  type(): ICredentialType;
  fields(origin: string): Data;
}

const tested: Tested[] = vendorStands.flatMap((stand) => {
  const { label, vendor, sign, credentialTest } = stand;
  if (credentialTest === undefined) return [];
  const secret = `${stand.secretPrefix}canary`;
  const fields = (origin: string): Data => {
    const { data } = credentialAt(
      stand,
      forEachServer(() => origin),
      secret,
    );
    return data as Data;
  };
  const type = () => credentialTypeOf(vendor);
  return [{ label, name: vendor.name, secret, sign, test: credentialTest, type, fields }];
});

const by = <By extends CredentialTest['by']>(wanted: By) =>
  tested.filter((each): each is Tested<Extract<CredentialTest, { by: By }>> => each.test.by === wanted);

/** Vendors that are asked to send a message without a recipient, and those with a call that only reads. */
const [probed, read] = [by('emptyMessage'), by('reads')];

/** As people paste addresses. */
const pasted = (fields: Data): Data =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, /^https?:/.test(value) ? ` ${value}/ ` : value]),
  );

describe.each(probed)('the credential test of $label', ({ type, fields, test, sign, secret }) => {
  it('sends one signed request that names no recipient', async () => {
    await whileAnswering({ status: 400, body: '{"error":"x"}' }, async (origin, arrived) => {
      expect(await runCredentialTest(type(), pasted(fields(origin)))).toBeUndefined();
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).toMatchObject({ method: 'POST', url: test.path, headers: sign(secret).headers });
      expect(arrived[0]?.headers['content-type']).toBe('application/json');
      expect(JSON.parse(arrived[0]?.body ?? '')).toEqual(test.body);
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

  it('takes a forbidden answer as a refusal of the token', async () => {
    await whileAnswering({ status: 403 }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toContain('refused this');
    });
  });
});

describe.each(read)('the credential test of $label', ({ type, fields, test, sign, secret }) => {
  it('only reads', async () => {
    await whileAnswering({ status: 200, body: '{"success":true,"data":[]}' }, async (origin, arrived) => {
      expect(await runCredentialTest(type(), pasted(fields(origin)))).toBeUndefined();
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).toMatchObject({ method: 'GET', url: test.path, body: '' });
      expect(arrived[0]).toMatchObject({ headers: sign(secret).headers });
    });
  });

  it('does not succeed on 500', async () => {
    await whileAnswering({ status: 500, body: '{"error":"x"}' }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toBe('Internal Server Error');
    });
  });
});

describe.each(tested)('the credential test of $label', ({ name, type, fields, secret }) => {
  it('says that the token is refused on 401', async () => {
    await whileAnswering({ status: 401, body: JSON.stringify({ error: secret }) }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toMatch(
        new RegExp(`^${name} refused this .+\\.$`),
      );
    });
  });

  it.each([301, 302, 307, 404, 405])('says that the address is not the right one on %d', async (status) => {
    const headers: Record<string, string> = status < 400 ? { location: 'https://elsewhere.invalid/' } : {};
    await whileAnswering({ status, headers }, async (origin, arrived) => {
      expect(await runCredentialTest(type(), fields(origin))).toMatch(
        `There is no ${name.replace(/ API$/, '')} API at this address`,
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
        `There is no ${name.replace(/ API$/, '')} API at this address`,
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
      await whileAnswering({ status, body: JSON.stringify({ error: secret }) }, async (origin) => {
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

test('every vendor has a credential test, or its credential says in a notice what is not tried', () => {
  for (const { vendor, credentialTest } of vendorStands) {
    const notices = credentialTypeOf(vendor).properties.filter(({ type }) => type === 'notice');
    expect([vendor.id, credentialTest !== undefined || notices.length > 0]).toEqual([vendor.id, true]);
  }
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
