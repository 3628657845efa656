import { request as open } from 'node:http';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { MensageiroMetaApi } from '../../credentials/MensageiroMetaApi.credentials';
import { FILES_AT } from '../../vendors/meta/files';
import { ADDRESSES_INSIDE } from '../support/addressesInside';
import { Deadlines } from '../support/deadlines';
import type { VendorAt } from '../support/vendorAt';
import { CANARY } from './support/delivering';
import {
  JPEG,
  asked,
  bytesOf,
  giving,
  leadingTo,
  post,
  posted,
  received,
  saying,
  whileListening,
  withFileServers,
  type Answer,
  type Sender,
} from './support/fetching';
import { NotStored } from './support/listening';

/** Download Media: the file of a message that came in, from servers as its sender runs them. */

const LARGEST = 16 * 1024 * 1024;
const PDF = Buffer.from('%PDF-1.7 a contract');

const servers = withFileServers();
const { base, elsewhere } = servers;
let vendor: VendorAt;
let files: VendorAt;
beforeAll(() => ({ vendor, files } = servers));

/** Meta answers where a file is, then at that address. */
const meta =
  ({ url = `${base()}/file`, file = giving(JPEG) }: { url?: string; file?: Answer } = {}): Answer =>
  (arrived) =>
    arrived.url.startsWith('/file')
      ? file(arrived)
      : saying(200, {
          messaging_product: 'whatsapp',
          url,
          mime_type: 'image/jpeg',
          file_size: '30',
          id: '77',
        })(arrived);

const image = (id: string, fileId = '77'): object => ({
  id,
  from: '5511987654321',
  timestamp: '1764072000',
  type: 'image',
  image: { id: fileId, mime_type: 'image/jpeg', caption: 'A foto' },
});

const inMeta = (messages: readonly object[]): object => ({
  object: 'whatsapp_business_account',
  entry: [
    { id: '1', changes: [{ field: 'messages', value: { metadata: { phone_number_id: '10' }, messages } }] },
  ],
});

const fromMeta = (): Sender => ({
  parameters: { source: 'meta' },
  sending: { type: 'mensageiroMetaApi', data: { accessToken: CANARY, baseUrl: base() } },
  delivery: (id = 'M1') => inMeta([image(id)]),
});

const fromEvolution = (): Sender => ({
  parameters: { source: 'evolution' },
  sending: { type: 'mensageiroEvolutionApi', data: { apiKey: CANARY, baseUrl: base(), instance: 'loja' } },
  delivery: (id = 'M1') => ({
    event: 'messages.upsert',
    instance: 'loja',
    data: {
      key: { remoteJid: '5511987654321@s.whatsapp.net', fromMe: false, id },
      pushName: 'Maria',
      message: {
        documentMessage: {
          url: 'https://mmg.whatsapp.net/x.enc',
          mimetype: 'application/pdf',
          fileName: 'a.pdf',
        },
      },
      messageTimestamp: 1_764_072_000,
    },
  }),
});

const fromZapi = (imageUrl = elsewhere()): Sender => ({
  parameters: { source: 'custom', sender: 'zapi' },
  delivery: (id = 'M1') => ({
    type: 'ReceivedCallback',
    instanceId: 'I1',
    messageId: id,
    phone: '5511987654321',
    fromMe: false,
    isGroup: false,
    momment: 1_764_072_000_000,
    image: { imageUrl, mimeType: 'image/jpeg', caption: 'A foto' },
  }),
});

/** Its link opens on its own server, which leads on to its store. */
const fromChatwoot = (): Sender => ({
  parameters: { source: 'custom', sender: 'chatwoot' },
  delivery: (id = '7') => ({
    event: 'message_created',
    id,
    message_type: 'incoming',
    content: 'A foto',
    created_at: '2026-11-25T12:00:00.000Z',
    account: { id: 1 },
    sender: { name: 'Maria', phone_number: '+5511987654321' },
    conversation: { id: 3, channel: 'Channel::Whatsapp' },
    attachments: [
      { file_type: 'image', data_url: elsewhere('/rails/active_storage/blobs/redirect/x/a.jpg') },
    ],
  }),
});

/** The item of a message whose file could not be had: whole, and with a sentence. */
async function sentenceFor(sender: Sender): Promise<string> {
  const { item, file } = await received(sender);
  expect(file).toBeUndefined();
  expect(item).toMatchObject({
    messageId: 'M1',
    from: '5511987654321',
    media: { mimeType: expect.any(String) as unknown },
    mediaError: expect.any(String) as unknown,
  });
  return (item as { mediaError: string }).mediaError;
}

describe('a file through Meta', () => {
  it('comes byte for byte, by its id and then by its address, both with the token', async () => {
    vendor.answer = meta();
    const { item, file, bytes } = await received(fromMeta());
    expect(bytes).toEqual(JPEG);
    expect(file).toMatchObject({ fileName: 'image.jpg', mimeType: 'image/jpeg' });
    expect(item).toMatchObject({ text: 'A foto', media: { id: '77' } });
    expect(item).not.toHaveProperty('mediaError');
    expect(asked(vendor)).toEqual(['GET /v25.0/77', 'GET /file']);
    expect(vendor.arrived.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${CANARY}`,
      `Bearer ${CANARY}`,
    ]);
  });

  it('whose address is over gets a new one, once', async () => {
    let tries = 0;
    vendor.answer = meta({ file: (arrived) => (++tries === 1 ? saying(404) : giving(JPEG))(arrived) });
    expect((await received(fromMeta())).bytes).toEqual(JPEG);
    expect(asked(vendor)).toEqual(['GET /v25.0/77', 'GET /file', 'GET /v25.0/77', 'GET /file']);
  });

  it('whose new address is over, too, is not asked for again', async () => {
    vendor.answer = meta({ file: saying(404) });
    expect(await sentenceFor(fromMeta())).toContain('did not give the file (status 404)');
    expect(vendor.arrived).toHaveLength(4);
  });

  it('with a wrong token says to check it', async () => {
    vendor.answer = saying(401, { error: { message: `Invalid token ${CANARY}`, code: 190 } });
    expect(await sentenceFor(fromMeta())).toMatch(/status 401\)\. Check the key in the credential/);
    expect(vendor.arrived).toHaveLength(1);
  });

  it('at an address that is not its own takes no token there', async () => {
    vendor.answer = meta({ url: elsewhere() });
    files.answer = giving(JPEG);
    expect(await sentenceFor(fromMeta())).toContain('not its own, so the token was not sent there');
    expect(files.arrived).toEqual([]);
  });

  it('that leads on to elsewhere is not followed', async () => {
    vendor.answer = meta({ file: leadingTo(elsewhere()) });
    files.answer = giving(JPEG);
    expect(await sentenceFor(fromMeta())).toContain('(status 302)');
    expect(files.arrived).toEqual([]);
  });

  it.each(['..', '../../me', '77/../88', '', '77?fields=id'])(
    'is not asked for by what is no ID (%j)',
    async (fileId) => {
      const sender = fromMeta();
      expect(await sentenceFor({ ...sender, delivery: () => inMeta([image('M1', fileId)]) })).toContain('ID');
      expect(vendor.arrived).toEqual([]);
    },
  );

  it('comes with its own message where a delivery has several, and one that is missing keeps none of them', async () => {
    vendor.answer = (arrived) =>
      arrived.url.endsWith('/missing')
        ? saying(400)(arrived)
        : arrived.url.startsWith('/file')
          ? giving(Buffer.concat([JPEG, Buffer.from(arrived.url)]))(arrived)
          : saying(200, { url: `${base()}/file${arrived.url}`, mime_type: 'image/jpeg' })(arrived);
    const ids = ['1', '2', 'missing', '4', '5', '6', '7'];
    await whileListening(fromMeta(), async (listening) => {
      const messages = ids.map((id) => image(`M${id}`, id));
      expect((await post(listening, inMeta(messages))).text).toBe('received');
      expect(listening.executions[0]?.map(({ messageId }) => messageId)).toEqual(ids.map((id) => `M${id}`));
      const contents = await Promise.all(listening.files.map(bytesOf));
      expect(contents.map((bytes) => bytes?.subarray(JPEG.length).toString())).toEqual(
        ids.map((id) => (id === 'missing' ? undefined : `/file/v25.0/${id}`)),
      );
    });
  });

  it('is not fetched without a credential that can be read', async () => {
    const { sending: _none, ...sender } = fromMeta();
    expect(await sentenceFor(sender)).toContain('n8n could not open the Meta Cloud API credential');
  });
});

describe('the token of Meta', () => {
  const { authenticate } = new MensageiroMetaApi();
  const signed = async (url: string): Promise<IHttpRequestOptions> => {
    if (typeof authenticate !== 'function') throw new TypeError('The credential does not sign');
    return await authenticate({ accessToken: CANARY, baseUrl: '' }, { url });
  };

  it('goes to where Meta keeps files', async () => {
    expect(FILES_AT).toBe('https://lookaside.fbsbx.com');
    expect((await signed(`${FILES_AT}/whatsapp_business/attachments/?mid=1`)).headers).toEqual({
      Authorization: `Bearer ${CANARY}`,
    });
  });

  it.each([
    'http://lookaside.fbsbx.com/',
    'https://lookaside.fbsbx.com.other.example/',
    'https://lookaside.fbsbx.com@other.example/',
    'https://lookaside.fbsbx.com:8443/',
    'https://fbsbx.com/',
  ])('does not go to %s', async (url) => {
    await expect(signed(url)).rejects.toThrow('the token was not sent to it');
  });
});

describe('a file through Evolution API', () => {
  it('comes byte for byte, for the ID of its message', async () => {
    vendor.answer = saying(201, {
      mediaType: 'documentMessage',
      fileName: 'b.pdf',
      base64: PDF.toString('base64'),
    });
    const { file, bytes } = await received(fromEvolution());
    expect(bytes).toEqual(PDF);
    expect(file).toMatchObject({ fileName: 'a.pdf', mimeType: 'application/pdf' });
    expect(asked(vendor)).toEqual(['POST /chat/getBase64FromMediaMessage/loja']);
    const [request] = vendor.arrived;
    expect(JSON.parse(request?.body.toString() ?? '')).toEqual({ message: { key: { id: 'M1' } } });
    expect(request?.headers['apikey']).toBe(CANARY);
  });

  it.each([
    ['that the server does not know', saying(400, { message: 'Message not found' }), '(status 400)'],
    ['that is no base64', saying(201, { base64: '<html>not a file</html>' }), 'holds no file'],
    ['that is not there', saying(201, {}), 'holds no file'],
  ])('%s leaves its message whole', async (_what, answer, sentence) => {
    vendor.answer = answer;
    expect(await sentenceFor(fromEvolution())).toContain(sentence);
  });

  it('needs an instance in the credential', async () => {
    const sender = fromEvolution();
    const data = { ...sender.sending?.data, instance: '' };
    const type = 'mensageiroEvolutionApi';
    expect(await sentenceFor({ ...sender, sending: { type, data } })).toContain('"Instance" is empty');
    expect(vendor.arrived).toEqual([]);
  });
});

describe('a file behind a link', () => {
  it('comes byte for byte, without any secret', async () => {
    files.answer = giving(JPEG, { 'content-type': 'image/jpeg' });
    const { file, bytes } = await received(fromZapi());
    expect(bytes).toEqual(JPEG);
    expect(file).toMatchObject({ fileName: 'file.jpg', mimeType: 'image/jpeg' });
    expect(files.arrived[0]?.headers.authorization).toBeUndefined();
  });

  it.each(ADDRESSES_INSIDE.map((address) => address.replace(/^http:/, 'https:')))(
    'is not fetched from an address inside a network (%s)',
    async (address) => {
      expect(await sentenceFor(fromZapi(address))).toContain('It was not fetched');
    },
  );

  it('is not fetched without TLS, by which a name could lead inside', async () => {
    expect(await sentenceFor(fromZapi(`http://other.example:${vendor.port}/`))).toContain('https://');
    expect(vendor.arrived).toEqual([]);
  });

  it.each([
    ['in full', () => elsewhere('/store/b.jpg')],
    ['below its server', () => '/store/b.jpg'],
  ])('that leads on to its store is followed (%s)', async (_how, store) => {
    files.answer = (arrived) =>
      (arrived.url === '/file.jpg' ? leadingTo(store()) : giving(JPEG, { 'content-type': 'image/jpeg' }))(
        arrived,
      );
    const { file, bytes } = await received(fromZapi());
    expect(bytes).toEqual(JPEG);
    expect(file).toMatchObject({ fileName: 'b.jpg', mimeType: 'image/jpeg' });
    expect(asked(files)).toEqual(['GET /file.jpg', 'GET /store/b.jpg']);
  });

  it('that leads on and on is followed three times', async () => {
    files.answer = (arrived) => leadingTo(elsewhere(`${arrived.url}x`))(arrived);
    expect(await sentenceFor(fromZapi())).toContain('leads on more than 3 times');
    expect(files.arrived).toHaveLength(4);
  });

  it('that leads on without saying where is none', async () => {
    files.answer = saying(302);
    expect(await sentenceFor(fromZapi())).toContain('(status 302)');
  });

  it.each([
    ...ADDRESSES_INSIDE.map((address) => address.replace(/^http:/, 'https:')),
    'http://other.example/',
    'https://user:word@other.example/',
    'file:///etc/passwd',
    'https://[',
  ])('that leads on to %s is not followed', async (address) => {
    files.answer = leadingTo(address);
    vendor.answer = giving(JPEG);
    await sentenceFor(fromZapi());
    expect(files.arrived).toHaveLength(1);
    expect(vendor.arrived).toEqual([]);
  });

  it('that leads on to no address says so', async () => {
    files.answer = leadingTo('https://[');
    const sentence = await sentenceFor(fromZapi());
    expect(sentence).toContain('leads on to something that is no address');
    expect(sentence).not.toContain('names no link');
  });

  it('of Chatwoot comes from where it leads on to', async () => {
    files.answer = (arrived) =>
      (arrived.url.startsWith('/rails') ? leadingTo(elsewhere('/store/a.jpg')) : giving(JPEG))(arrived);
    const { item, file, bytes } = await received(fromChatwoot());
    expect(bytes).toEqual(JPEG);
    expect(file).toMatchObject({ fileName: 'a.jpg', mimeType: 'image/jpeg' });
    expect(item).toMatchObject({ kind: 'image', text: 'A foto' });
  });

  it('that gives a page is none', async () => {
    files.answer = giving(Buffer.from('<!doctype html><title>Login</title>'), {
      'content-type': 'text/html',
    });
    expect(await sentenceFor(fromZapi())).toContain('gives a web page');
  });

  it('of exactly the largest size comes', async () => {
    const large = Buffer.concat([JPEG, Buffer.alloc(LARGEST - JPEG.length, 7)]);
    files.answer = giving(large);
    expect((await received(fromZapi())).bytes?.equals(large)).toBe(true);
  });

  it('that its server says is larger is not read', async () => {
    files.answer = ({ response }) =>
      void response.writeHead(200, { 'content-length': LARGEST + 1 }).write(JPEG);
    expect(await sentenceFor(fromZapi())).toContain('larger than the 16 MB');
    await files.quiet();
  });

  it('that grows larger without its server saying so is not read to its end', async () => {
    files.answer = ({ response }) => {
      response.on('error', () => undefined);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024)));
      };
      response.on('drain', more);
      more();
    };
    expect(await sentenceFor(fromZapi())).toContain('larger than the 16 MB');
    await files.quiet();
  });

  it('that breaks off leaves its message whole', async () => {
    files.answer = ({ response, socket }) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write(JPEG, () => socket.destroy());
    };
    expect(await sentenceFor(fromZapi())).toContain('broke off');
  });
});

describe('a file that takes too long', () => {
  let deadlines: Deadlines;
  beforeEach(() => (deadlines = new Deadlines()));
  afterEach(() => deadlines.restore());

  it.each([
    ['zapi', 8_000, 8],
    ['zenvia', 3_000, 3],
  ])('is waited for only so long, for %s %i ms', async (sender, most, seconds) => {
    files.answer = () => deadlines.pass();
    const message = {
      type: 'MESSAGE',
      channel: 'whatsapp',
      direction: 'IN',
      message: {
        id: 'M1',
        from: '5511987654321',
        to: '5511900000001',
        contents: [{ type: 'file', fileUrl: elsewhere(), fileMimeType: 'image/jpeg' }],
      },
    };
    const delivery = sender === 'zapi' ? fromZapi().delivery : () => message;
    const sentence = await sentenceFor({ parameters: { source: 'custom', sender }, delivery });
    expect(sentence).toContain(`within ${seconds} seconds`);
    // Of those that were armed, the one for the file.
    expect(deadlines.armed.filter((each) => each > most - 1_000 && each <= most)).not.toEqual([]);
    await files.quiet();
  });
});

describe('a message with a file', () => {
  it('that is delivered again starts nothing again, and its file is fetched once', async () => {
    vendor.answer = meta();
    const sender = fromMeta();
    await whileListening(sender, async (listening) => {
      const answers = await Promise.all([1, 2, 3].map(() => post(listening, sender.delivery())));
      answers.push(await post(listening, sender.delivery()));
      expect(answers.filter(({ text }) => text === 'received')).toHaveLength(1);
      expect(listening.executions).toHaveLength(1);
      expect(vendor.arrived).toHaveLength(2);
    });
  });

  it('that n8n could not store comes again with its file', async () => {
    vendor.answer = meta();
    const sender = fromMeta();
    await whileListening(sender, async (listening) => {
      listening.store = async () => await Promise.reject(new NotStored());
      expect((await post(listening, sender.delivery())).status).toBe(500);
      listening.store = async () => undefined;
      expect((await post(listening, sender.delivery())).text).toBe('received');
      expect(await bytesOf(listening.files.at(-1))).toEqual(JPEG);
    });
  });

  it('whose sender does not wait starts the workflow without it, once', async () => {
    const sender = fromMeta();
    await whileListening(sender, async (listening) => {
      const started = new Promise<void>((resolve) => (listening.store = async () => resolve()));
      const { headers, body } = posted(sender.delivery());
      const request = open(listening.url, { method: 'POST', headers });
      request.on('error', () => undefined);
      vendor.answer = () => void request.destroy();
      request.end(body);
      await started;
      vendor.answer = meta();
      expect((await post(listening, sender.delivery())).text).toContain('duplicate');
      expect(listening.executions).toEqual([
        [
          expect.objectContaining({
            messageId: 'M1',
            mediaError: expect.stringContaining('did not wait') as unknown,
          }),
        ],
      ]);
    });
  });

  it('is fetched only where that is switched on', async () => {
    const sender = fromZapi();
    await whileListening(
      sender,
      async (listening) => {
        expect((await post(listening, sender.delivery())).text).toBe('received');
        expect(listening.executions[0]?.[0]).not.toHaveProperty('mediaError');
        expect(files.arrived).toEqual([]);
      },
      { downloadMedia: false },
    );
  });

  it('of a sender that documents no way to it comes as it is', async () => {
    const json = { id: 'M1', phone: '5511987654321', file: elsewhere() };
    const paths = { messageIdPath: 'id', fromPath: 'phone', mediaUrlPath: 'file' };
    await whileListening(
      { parameters: { source: 'custom', sender: '', ...paths }, delivery: () => json },
      async (listening) => {
        expect((await post(listening, json)).text).toBe('received');
        expect(listening.executions[0]?.[0]).toMatchObject({ media: { url: elsewhere() } });
        expect(listening.executions[0]?.[0]).not.toHaveProperty('mediaError');
        expect(files.arrived).toEqual([]);
      },
    );
  });
});
