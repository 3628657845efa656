import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { MensageiroMediaApi } from '../../credentials/MensageiroMediaApi.credentials';
import { mediaSenders } from '../../credentials/shared/mediaSenders';
import { senders } from '../../vendors/senders';
import { ADDRESSES_INSIDE } from '../support/addressesInside';
import type { VendorAt } from '../support/vendorAt';
import { CANARY } from './support/delivering';
import {
  JPEG,
  asked,
  giving,
  leadingTo,
  received,
  saying,
  withFileServers,
  type Sender,
} from './support/fetching';

/** Download Media of senders whose files take a key, from servers as they document them. */

const servers = withFileServers();
const { base, elsewhere } = servers;
let vendor: VendorAt;
let files: VendorAt;
beforeAll(() => ({ vendor, files } = servers));

const media = (
  sender: string,
  changes: ICredentialDataDecryptedObject = {},
): Required<Sender>['sending'] => ({
  type: 'mensageiroMediaApi',
  data: { sender, serverAddress: base(), apiKey: CANARY, accountSid: 'AC01', ...changes },
});

const set = (sender: string, delivery: () => unknown): Sender => ({
  parameters: { source: 'custom', sender },
  sending: media(sender),
  delivery,
});

/** Its own address, which it takes from a setting, is often this one. */
const WAHA_FILE = 'http://localhost:3000/api/files/false_5511987654321@c.us_3EB0.jpg';

const fromWaha = (url = WAHA_FILE): Sender =>
  set('waha', () => ({
    event: 'message',
    session: 'default',
    payload: {
      id: 'false_5511987654321@c.us_3EB0',
      timestamp: 1_764_072_000,
      from: '5511987654321@c.us',
      fromMe: false,
      body: 'A foto',
      hasMedia: true,
      media: { url, mimetype: 'image/jpeg', filename: null, error: null },
    },
  }));

const INFOBIP_FILE = 'https://api.infobip.com/whatsapp/1/senders/551140028922/media/20250_13_123e4567';

const fromInfobip = (url = INFOBIP_FILE): Sender =>
  set('infobip', () => ({
    results: [
      {
        from: '5511987654321',
        to: '551140028922',
        integrationType: 'WHATSAPP',
        receivedAt: '2026-11-25T12:00:00.000+0000',
        messageId: 'M1',
        message: { type: 'IMAGE', caption: 'A foto', url },
        contact: { name: 'Maria' },
      },
    ],
  }));

const TWILIO_FILE = 'https://api.twilio.com/2010-04-01/Accounts/AC01/Messages/MM01/Media/ME01';

const fromTwilio = (url = TWILIO_FILE): Sender =>
  set(
    'twilio',
    () =>
      new URLSearchParams({
        SmsStatus: 'received',
        MessageSid: 'MM01',
        AccountSid: 'AC01',
        From: 'whatsapp:+5511987654321',
        To: 'whatsapp:+551140028922',
        WaId: '5511987654321',
        ProfileName: 'Maria',
        Body: 'A foto',
        MessageType: 'image',
        NumMedia: '1',
        MediaUrl0: url,
        MediaContentType0: 'image/jpeg',
      }),
  );

const from360dialog = (fileId = '77'): Sender =>
  set('360dialog', () => ({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { phone_number_id: '10' },
              messages: [
                {
                  id: 'M1',
                  from: '5511987654321',
                  timestamp: '1764072000',
                  type: 'image',
                  image: { id: fileId, mime_type: 'image/jpeg', caption: 'A foto' },
                },
              ],
            },
          },
        ],
      },
    ],
  }));

/** Why a file is missing; its message is whole. */
async function sentenceFor(sender: Sender): Promise<string> {
  const { item, file } = await received(sender);
  expect(file).toBeUndefined();
  expect(item).toMatchObject({ from: '5511987654321', text: 'A foto', kind: 'image' });
  return (item as { mediaError?: string }).mediaError ?? '';
}

const sent = (header: string): unknown[] => vendor.arrived.map(({ headers }) => headers[header]);

describe.each([
  ['WAHA', fromWaha, 'x-api-key', CANARY, '/api/files/false_5511987654321@c.us_3EB0.jpg'],
  [
    'Infobip',
    fromInfobip,
    'authorization',
    `App ${CANARY}`,
    '/whatsapp/1/senders/551140028922/media/20250_13_123e4567',
  ],
  [
    'Twilio',
    fromTwilio,
    'authorization',
    `Basic ${Buffer.from(`AC01:${CANARY}`).toString('base64')}`,
    '/2010-04-01/Accounts/AC01/Messages/MM01/Media/ME01',
  ],
] as const)('a file of %s', (name, sender, header, proof, path) => {
  it('comes byte for byte from the address in the credential, with the key', async () => {
    vendor.answer = giving(JPEG, { 'content-type': 'image/jpeg' });
    const { item, file, bytes } = await received(sender());
    expect(bytes).toEqual(JPEG);
    expect(file).toMatchObject({ mimeType: 'image/jpeg' });
    expect(file?.fileName).toMatch(/\.jpg$/);
    expect(item).toMatchObject({ from: '5511987654321', kind: 'image' });
    expect(item).not.toHaveProperty('mediaError');
    expect(asked(vendor)).toEqual([`GET ${path}`]);
    expect(sent(header)).toEqual([proof]);
    expect(files.arrived).toEqual([]);
  });

  it('is asked for below the path of the address', async () => {
    vendor.answer = giving(JPEG);
    const { parameters, sending, delivery } = sender();
    const data = { ...sending?.data, serverAddress: `${base()}/wa/ ` };
    expect(
      (await received({ parameters, delivery, sending: { type: 'mensageiroMediaApi', data } })).bytes,
    ).toEqual(JPEG);
    expect(asked(vendor)).toEqual([`GET /wa${path}`]);
  });

  it.each([401, 403])('that is refused with %i says to check the key', async (status) => {
    vendor.answer = saying(status, { message: `Unauthorized ${CANARY}` });
    expect(await sentenceFor(sender())).toBe(
      `${name} did not give the file (status ${status}). Check the key in the credential, or that the link is open.`,
    );
  });

  it('that is gone leaves its message whole', async () => {
    vendor.answer = saying(404);
    expect(await sentenceFor(sender())).toContain(`${name} did not give the file (status 404)`);
    expect(vendor.arrived).toHaveLength(1);
  });

  it('is no page that stands in its place', async () => {
    vendor.answer = giving(Buffer.from('<!doctype html><title>Log in</title>'), {
      'content-type': 'text/html',
    });
    expect(await sentenceFor(sender())).toContain('a web page or an answer of a server');
  });

  it.each([
    ['another call', '/api/sessions'],
    ['another call behind the way to files', `${path}/../../../../../../../../api/sessions`],
    ['a written slash', path.replace(/\/[^/]+$/, '/..%2f..%2fsessions')],
    ['a written backslash', path.replace(/\/[^/]+$/, '/..%5Csessions')],
    ['nothing behind the way', path.replace(/[^/]+$/, '')],
  ])('is not %s of the server, whoever asks for that', async (_what, forged) => {
    vendor.answer = saying(200, { secret: 'of the server' });
    files.answer = giving(JPEG);
    const { item, bytes } = await received(sender(elsewhere(forged)));
    // What is no file of the server is a link like any other, and gets no key.
    expect(bytes).toEqual(JPEG);
    expect(item).not.toHaveProperty('mediaError');
    expect(vendor.arrived).toEqual([]);
    expect(files.arrived.map(({ headers }) => [headers['x-api-key'], headers.authorization])).toEqual([
      [undefined, undefined],
    ]);
  });

  it.each(ADDRESSES_INSIDE.map((address) => address.replace(/^http:/, 'https:')))(
    'is not looked for inside the network (%s)',
    async (address) => {
      expect(await sentenceFor(sender(new URL('/a.jpg', address).href))).toContain('inside a network');
      expect([...vendor.arrived, ...files.arrived]).toEqual([]);
    },
  );
});

describe('a file of WAHA', () => {
  it('that lies in the folder of its session comes, without what stands behind the ?', async () => {
    vendor.answer = giving(JPEG);
    const url = 'https://waha.example/wa/api/files/default/3EB0.jpg?x-api-key=of-a-stranger';
    expect((await received(fromWaha(url))).bytes).toEqual(JPEG);
    expect(asked(vendor)).toEqual(['GET /api/files/default/3EB0.jpg']);
  });

  it('in a store of its own comes from its signed link, without the key', async () => {
    files.answer = giving(JPEG);
    expect((await received(fromWaha(elsewhere('/bucket/3EB0.jpg?X-Amz-Signature=1')))).bytes).toEqual(JPEG);
    expect(asked(files)).toEqual(['GET /bucket/3EB0.jpg?X-Amz-Signature=1']);
    expect(vendor.arrived).toEqual([]);
  });

  it('that leads on is not followed', async () => {
    vendor.answer = leadingTo(elsewhere());
    files.answer = giving(JPEG);
    expect(await sentenceFor(fromWaha())).toContain('(status 302)');
    expect(files.arrived).toEqual([]);
  });
});

describe('a file of Twilio', () => {
  it.each([302, 307])('that leads on to its store (%i) comes from there, without the key', async (status) => {
    vendor.answer = leadingTo(elsewhere('/AC01/media.jpg?Signature=1'), status);
    files.answer = giving(JPEG);
    expect((await received(fromTwilio())).bytes).toEqual(JPEG);
    expect(asked(files)).toEqual(['GET /AC01/media.jpg?Signature=1']);
    expect(files.arrived.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it.each(['http://other.example/a.jpg', 'https://127.0.0.1/a.jpg', 'https://u:p@other.example/a.jpg'])(
    'that leads on to %s is not fetched',
    async (address) => {
      vendor.answer = leadingTo(address);
      expect(await sentenceFor(fromTwilio())).toContain('It was not fetched');
      expect(files.arrived).toEqual([]);
    },
  );
});

describe('a file of 360dialog', () => {
  const MID = '/whatsapp_business/attachments/?mid=1&ext=2&hash=3';

  const inTwoSteps = (url: string) => {
    vendor.answer = (arrived) =>
      (arrived.url.startsWith('/whatsapp_business')
        ? giving(JPEG)
        : saying(200, { messaging_product: 'whatsapp', url, mime_type: 'image/jpeg', id: '77' }))(arrived);
  };

  it("comes by its id and then by the path of Meta's address, both from 360dialog and with the key", async () => {
    inTwoSteps(`https://lookaside.fbsbx.com${MID}`);
    const { bytes, file } = await received(from360dialog());
    expect(bytes).toEqual(JPEG);
    expect(file).toMatchObject({ fileName: 'image.jpg', mimeType: 'image/jpeg' });
    expect(asked(vendor)).toEqual(['GET /77', `GET ${MID}`]);
    expect(sent('d360-api-key')).toEqual([CANARY, CANARY]);
  });

  it.each([
    'https://lookaside.fbsbx.com.other.example/x',
    'https://lookaside.fbsbx.com@other.example/x',
    'https://other.example/whatsapp_business/attachments/?mid=1',
    '//other.example/x',
  ])('takes no key to %s', async (url) => {
    inTwoSteps(url);
    expect(await sentenceFor(from360dialog())).toContain('not its own, so the token was not sent there');
    expect(vendor.arrived).toHaveLength(1);
  });

  it.each(['..', '77/../88', '77?x=1'])('is not asked for by what is no ID (%j)', async (fileId) => {
    expect(await sentenceFor(from360dialog(fileId))).toContain('ID');
    expect(vendor.arrived).toEqual([]);
  });
});

describe('the credential of a file that takes a key', () => {
  it.each([
    [{ sender: 'infobip' }, 'The Media credential is not complete: "Sender" in it is not WAHA.'],
    [{ serverAddress: '' }, '"Server Address" is empty'],
    [{ serverAddress: 'http://waha.example' }, '"Server Address" does not start with https://'],
    [{ serverAddress: 'waha' }, '"Server Address" is not a web address'],
    [{ apiKey: '' }, 'has no value in "apiKey"'],
    [{ apiKey: 'two\nlines' }, 'a line break'],
  ])('must be complete (%j)', async (changes, sentence) => {
    const sentence_ = await sentenceFor({ ...fromWaha(), sending: media('waha', changes) });
    expect(sentence_).toContain(sentence);
    expect(vendor.arrived).toEqual([]);
  });

  it('of Twilio names the account', async () => {
    const sentence = await sentenceFor({ ...fromTwilio(), sending: media('twilio', { accountSid: ' ' }) });
    expect(sentence).toContain('has no value in "Account SID"');
    expect(vendor.arrived).toEqual([]);
  });

  it('is asked for where there is none', async () => {
    const { sending: _none, ...sender } = fromWaha();
    expect(await sentenceFor(sender)).toContain('n8n could not open the Media credential of the trigger');
  });

  const { authenticate, properties } = new MensageiroMediaApi();
  const signed = async (data: ICredentialDataDecryptedObject, url: string): Promise<IHttpRequestOptions> => {
    if (typeof authenticate !== 'function') throw new TypeError('The credential does not sign');
    return await authenticate({ apiKey: CANARY, serverAddress: '', ...data }, { url });
  };

  it.each(mediaSenders.filter(({ server }) => server !== ''))(
    'takes the key of $label to its own server alone where no address is given',
    async ({ id, server }) => {
      expect(
        JSON.stringify((await signed({ sender: id, accountSid: 'AC01' }, `${server}/x`)).headers),
      ).toMatch(id === 'twilio' ? /Basic / : CANARY);
      for (const url of [
        'https://other.example/x',
        `${server}.other.example/x`,
        server.replace('https', 'http'),
      ])
        await expect(signed({ sender: id }, url)).rejects.toThrow('the token was not sent to it');
    },
  );

  it.each(['', 'gupshup', 'constructor'])('signs nothing for the sender %p', async (sender) => {
    await expect(signed({ sender }, 'https://api.infobip.com/x')).rejects.toThrow('take no key');
  });

  it('lists the senders whose files take a key, and only them', () => {
    const keyed = senders.filter(({ files: of }) => of?.keyed !== undefined);
    const listed = properties.find(({ name }) => name === 'sender')?.options;
    const known = mediaSenders.map(({ id, label }) => ({ name: label, value: id }));
    expect(listed).toEqual(known);
    expect(keyed.map(({ id, label }) => ({ name: label, value: id }))).toEqual(known);
  });
});
