import fc from 'fast-check';
import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { MessagingError } from '../../core/contract/outcome';
import { readAccount } from '../../core/input/account';
import type { Vendor } from '../../core/contract/vendor';
import { buildMessage } from '../../core/message/build';
import { mediaOperation } from '../../nodes/shared/files/media';
import { vendors } from '../../vendors';
import { BinaryStore } from '../support/binaryStore';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';
import { credentialAt, forEachServer, vendorStands } from '../support/vendorStands';

/** What people put into Send Media, through the node in n8n's engine. */

const world = simulated();
const store = new BinaryStore();

beforeAll(async () => await store.open());
afterAll(() => store.close());

type Account = keyof typeof world.accounts;

const VENDOR: Partial<Record<Account, string>> = { interflowV1: 'interflow', interflowCurrent: 'interflow' };

const run = (account: Account, parameters: IDataObject, items: Run['items']): Run => ({
  node: 'sendMedia',
  parameters: {
    vendor: VENDOR[account] ?? account,
    ...(account === 'aidesk' ? { contactId: '53' } : { to: '5511999999991' }),
    mediaType: 'auto',
    ...(parameters as Run['parameters']),
  },
  items,
  credential: world.accounts[account],
  onError: 'continueRegularOutput',
});

const jsonOf = async (test: Run): Promise<IDataObject> =>
  (await runNode(test)).outputs[0]?.[0]?.json as IDataObject;

const ofLink = async (account: Account, mediaUrl: unknown, more: IDataObject = {}): Promise<IDataObject> =>
  await jsonOf(
    run(
      account,
      { source: 'url', mediaUrl: '={{ $json.link }}', ...more },
      itemsOf({ link: mediaUrl as string }),
    ),
  );

const ofFile = async (
  account: Account,
  content: string,
  binary: Partial<IBinaryData>,
  more: IDataObject = {},
): Promise<IDataObject> => {
  const bytes = Buffer.from(content, 'latin1');
  const data = await store.keep(bytes, binary.fileName ?? '', binary.mimeType ?? '');
  const items = [{ json: {}, binary: { data: { ...data, ...binary } } }];
  return await jsonOf(run(account, { source: 'binary', binaryPropertyName: 'data', ...more }, items));
};

const sentFile = () =>
  world.simulator.requests.flatMap(({ parts = [] }) => parts).find(({ content }) => content !== undefined);

const sentJson = (): IDataObject => world.simulator.requests.at(-1)?.json as IDataObject;

const JPEG = '\xFF\xD8\xFF\xE0\0\x10JFIF';
const PDF = '%PDF-1.7 a contract';
const NOT_SENT = 'this was not sent';

const refusalOf = (json: IDataObject): string => {
  expect(world.simulator.requests).toHaveLength(0);
  expect((json['details'] as IDataObject | undefined)?.['outcome'] ?? NOT_SENT).toBe('notSent');
  // A sentence may quote "[object Object]" where that is what was given.
  expect(String(json['error']).replace('"[object Object]"', '')).not.toMatch(/defect|undefined|\[object/);
  return String(json['error']);
};

describe('field B1: a page under the name of a document', () => {
  it.each(['cleverchat', 'logyca', 'interflowCurrent', 'interflowV1'] as const)(
    'is never sent by %s',
    async (account) => {
      const words = await ofFile(account, '<html>Login</html>', {
        fileName: 'boleto.pdf',
        mimeType: 'text/html',
      });
      expect(refusalOf(words)).toBe(
        'The file in "data" is called "boleto.pdf", but its content is something else. Check the step that made it, or correct its name.',
      );
    },
  );

  it('nor is one declared as a PDF, by its signed link', async () => {
    const words = await ofFile('interflowV1', '{"error":1}', {
      fileName: 'boleto',
      mimeType: 'application/pdf',
    });
    expect(refusalOf(words)).toContain('is declared as application/pdf, but its content is something else.');
  });
});

describe('field B2: a voice note as WhatsApp labels it', () => {
  it('keeps its kind and its codecs', async () => {
    await ofFile('logyca', 'OggS\0\x02', { fileName: 'voz', mimeType: 'audio/ogg; codecs=opus' });
    expect(sentFile()).toMatchObject({ fileName: 'voz.ogg' });
    expect(sentFile()?.mimeType).toMatch(/^audio\/ogg/);
  });

  it('is an audio for a vendor that takes links', async () => {
    await ofFile('interflowV1', 'OggS\0\x02', { fileName: 'voz', mimeType: 'audio/ogg; codecs=opus' });
    expect(sentJson()['type']).toBe('audio');
  });
});

describe('field B3: a photo of which only its name and bytes tell', () => {
  it.each(['application/octet-stream', 'binary/octet-stream', 'text/plain', ''])(
    'declared %j',
    async (mimeType) => {
      await ofFile('cleverchat', JPEG, { fileName: 'foto.jpg', mimeType });
      expect(sentFile()).toMatchObject({ fileName: 'foto.jpg', mimeType: 'image/jpeg' });
    },
  );

  it('goes as an image by its signed link', async () => {
    await ofFile('interflowV1', JPEG, { fileName: 'foto', mimeType: 'application/octet-stream' });
    expect(sentJson()['type']).toBe('image');
  });
});

describe('field B4: a document has a name with an ending', () => {
  it.each([
    [{ mimeType: 'application/pdf' }, {}, 'file.pdf'],
    [{ mimeType: 'application/pdf', fileName: 'Proposta 2024' }, {}, 'Proposta 2024.pdf'],
    [{ mimeType: 'application/pdf', fileName: 'x.pdf' }, { fileName: 'Proposta 2024' }, 'Proposta 2024.pdf'],
    [
      { mimeType: 'application/pdf', fileName: 'x.pdf' },
      { fileName: 'Boleto 05/2026' },
      'Boleto 05-2026.pdf',
    ],
  ])('%j with %j', async (binary, more, fileName) => {
    await ofFile('cleverchat', PDF, { fileName: '', ...binary }, more);
    expect(sentFile()).toMatchObject({ fileName });
  });

  it('so has one that goes by a link', async () => {
    await ofFile('interflowV1', PDF, { fileName: 'Proposta 2024', mimeType: 'application/pdf' });
    expect(sentJson()).toMatchObject({ type: 'document', content: { filename: 'Proposta 2024.pdf' } });
    await ofLink('interflowV1', 'https://x.example/docs/contrato.pdf');
    expect(sentJson()).toMatchObject({ type: 'document', content: { filename: 'contrato.pdf' } });
    await ofLink('interflowV1', 'https://x.example/docs/contrato.pdf', { fileName: 'Contrato 1/2' });
    expect(sentJson()).toMatchObject({ content: { filename: 'Contrato 1-2.pdf' } });
    await ofLink('interflowV1', 'https://x.example/docs/foto.jpg');
    expect(sentJson()).toMatchObject({ type: 'image', content: { url: 'https://x.example/docs/foto.jpg' } });
    expect((sentJson()['content'] as IDataObject)['filename']).toBeUndefined();
  });
});

test.each(['\xEF\xBB\xBF', '\r\n', '   '])('field B5: a PDF behind %j is sent', async (before) => {
  await ofFile('cleverchat', before + PDF, { fileName: 'a.pdf', mimeType: 'application/pdf' });
  expect(sentFile()).toMatchObject({ mimeType: 'application/pdf' });
});

describe('field B6: the media type that was chosen', () => {
  it.each(['cleverchat', 'logyca'] as const)('a photo goes as a document through %s', async (account) => {
    await ofFile(account, JPEG, { fileName: 'foto', mimeType: 'image/jpeg' }, { mediaType: 'document' });
    expect(sentFile()).toMatchObject({ fileName: 'foto.jpg', mimeType: 'application/octet-stream' });
  });

  it.each<[Account, string, string, string]>([
    ['cleverchat', 'image', 'application/pdf', PDF],
    ['logyca', 'video', 'image/jpeg', JPEG],
    ['interflowV1', 'image', 'application/pdf', PDF],
    ['interflowCurrent', 'document', 'image/jpeg', JPEG],
  ])('through %s %s of %s is refused', async (account, mediaType, mimeType, content) => {
    const words = refusalOf(await ofFile(account, content, { fileName: '', mimeType }, { mediaType }));
    expect(words).toMatch(new RegExp(`^"Media Type" is ${mediaType}, but `));
  });

  it.each<[Account, string, string, string]>([
    ['interflowV1', 'image', 'https://x.example/a.pdf', '"Media Type" is image, but the file is no image'],
    ['aidesk', 'video', 'https://x.example/a.jpg', '"Media Type" is video, but the file is no video'],
    [
      'aidesk',
      'document',
      'https://x.example/a.jpg',
      '"Media Type" is document, but AI Desk decides by the file',
    ],
  ])('through %s %s at the link %s is refused', async (account, mediaType, link, words) => {
    expect(refusalOf(await ofLink(account, link, { mediaType }))).toContain(words);
  });
});

describe('field B7: the link goes out as a URL is written', () => {
  it.each([
    ['https://x.example/Cardápio de Maio.jpg', 'https://x.example/Card%C3%A1pio%20de%20Maio.jpg'],
    ['https:\\\\x.example\\a.jpg ', 'https://x.example/a.jpg'],
    ['https:/x.example/a\n.jpg', 'https://x.example/a.jpg'],
  ])('%j', async (link, written) => {
    await ofLink('interflowV1', link);
    expect(sentJson()).toMatchObject({ content: { url: written } });
    await ofLink('aidesk', link);
    expect(sentJson()).toMatchObject({ media_url: written });
  });

  it('and in the header of a template it is checked like any other', async () => {
    const template = (headerValue: string): Run => ({
      node: 'sendTemplate',
      parameters: {
        vendor: 'interflow',
        to: '5511999999991',
        template: 'lembrete',
        headerType: 'image',
        headerValue,
      },
      items: itemsOf({}),
      credential: world.accounts.interflowV1,
      onError: 'continueRegularOutput',
    });
    for (const [link, words] of [
      ['https://10.0.0.1/a.jpg', '"Header Value" is an address inside a network'],
      ['https://drive.google.com/file/d/1/view', '"Header Value" is a page of Google Drive'],
      ['a.jpg', '"Header Value" is not a web address'],
      ['https://x.example/a.jpg https://x.example/b.jpg', '"Header Value" holds more than one link'],
      ['data:image/png;base64,AA', '"Header Value" holds a file as a data URI'],
    ] as const)
      expect(refusalOf(await jsonOf(template(link)))).toContain(words);
    await runNode(template('https://x.example/a b.jpg'));
    expect(JSON.stringify(sentJson())).toContain('https://x.example/a%20b.jpg');
  });
});

describe.each(['interflowV1', 'interflowCurrent', 'aidesk', 'cleverchat', 'logyca'] as const)(
  'through %s',
  (account) => {
    it('field B8: a share page is refused with the link to use', async () => {
      expect(refusalOf(await ofLink(account, 'https://drive.google.com/file/d/1AbC/view'))).toContain(
        'use https://drive.google.com/uc?export=download&id=1AbC instead.',
      );
    });

    it('field B10: a data URI is told what it is', async () => {
      expect(refusalOf(await ofLink(account, `data:application/pdf;base64,${'A'.repeat(9000)}`))).toMatch(
        /^"Media URL" holds a file as a data URI, not a link to it\. Turn it into a file with the node Convert to File/,
      );
    });

    it('field D10: two links are refused', async () => {
      expect(refusalOf(await ofLink(account, 'https://x.example/a.jpg, https://x.example/b.jpg'))).toContain(
        '"Media URL" holds more than one link.',
      );
    });
  },
);

test('field B9: a signed link of 8,000 characters goes out', async () => {
  const link = `https://x.example/a.jpg?X-Amz-Signature=${'a'.repeat(7900)}`;
  await ofLink('interflowV1', link);
  expect(sentJson()).toMatchObject({ content: { url: link } });
});

describe('field B11: the field of the file', () => {
  const file = { data: Buffer.from(PDF).toString('base64'), mimeType: 'application/pdf', fileName: 'a.pdf' };
  const asking = async (binaryPropertyName: unknown, binary: unknown = { data: file }): Promise<string> => {
    const items = [{ json: { name: binaryPropertyName }, binary }] as unknown as Run['items'];
    return refusalOf(
      await jsonOf(run('cleverchat', { source: 'binary', binaryPropertyName: '={{ $json.name }}' }, items)),
    );
  };

  it.each<[unknown, string]>([
    [
      file,
      '"Input Data Field Name" holds the file itself, not the name of its field. Write the name alone, e.g. data',
    ],
    [['data'], '"Input Data Field Name" holds a list, not the name of its field.'],
    [
      '[object Object]',
      '"Input Data Field Name" holds "[object Object]", which stands there for a whole object',
    ],
    ['constructor', 'The item has no file in "constructor", which "Input Data Field Name" asks for.'],
    ['__proto__', 'The item has no file in "__proto__"'],
    ['toString', 'The item has no file in "toString"'],
    ['  ', '"Input Data Field Name" is empty.'],
    ['', '"Input Data Field Name" is empty.'],
    [true, '"Input Data Field Name" is not text.'],
    ['JVBERi0xLjQK'.repeat(9000), '"Input Data Field Name" holds the content of a file'],
    ['data:application/pdf;base64,JVBE', '"Input Data Field Name" holds the content of a file'],
    ['x'.repeat(80_000), `The item has no file in "${'x'.repeat(39)}…"`],
  ])('as the value number %#', async (name, words) => {
    expect(await asking(name)).toContain(words);
  });

  it.each<[unknown, string]>([
    [{}, 'The item has no file in "data"'],
    [{ other: file }, 'The item has no file in "data"'],
    [{ data: 'JVBERi0' }, 'The item has no file in "data"'],
    [{ data: {} }, 'The file in "data" has no content.'],
    [{ data: { mimeType: 'application/pdf', data: '' } }, 'The file in "data" is empty.'],
    [
      { data: { ...file, data: 'data:application/pdf;base64,JVBERi0xLjQK' } },
      'The file in "data" holds a data URI in the place of its content.',
    ],
    [
      { data: { ...file, id: 'filesystem-v2:gone' } },
      'The file in "data" can no longer be read from where this n8n keeps it.',
    ],
    [{ data: { ...file, id: 'nowhere:gone' } }, 'The file in "data" can no longer be read'],
    [{ data: { ...file, id: 5 } }, 'The file in "data" can no longer be read'],
  ])('an item with the files %#: %j', async (binary, words) => {
    expect(await asking('data', binary)).toContain(words);
  });

  it('with a blank around its name is found', async () => {
    const items = [{ json: {}, binary: { data: file } }];
    await runNode(run('cleverchat', { source: 'binary', binaryPropertyName: ' data\n' }, items));
    expect(sentFile()).toMatchObject({ fileName: 'a.pdf' });
  });
});

describe('field D8: what WhatsApp takes and never shows', () => {
  const HEIC = '\0\0\0\x18ftypheic';
  it('goes as a document where the vendor can be told', async () => {
    await ofFile('interflowV1', HEIC, { fileName: 'IMG_1', mimeType: 'image/heic' });
    expect(sentJson()).toMatchObject({ type: 'document', content: { filename: 'IMG_1.heic' } });
    await ofFile('interflowV1', JPEG + 'x'.repeat(6_000_000), {
      fileName: 'foto.jpg',
      mimeType: 'image/jpeg',
    });
    expect(sentJson()).toMatchObject({ type: 'document', content: { filename: 'foto.jpg' } });
    await ofLink('interflowCurrent', 'https://x.example/filme.mov');
    expect(sentJson()).toMatchObject({ initialMessage: { type: 'document', name: 'filme.mov' } });
  });

  it.each(['heic', 'webp', 'gif', 'svg', 'bmp', 'mov', 'webm', 'wav'])(
    'a .%s is refused elsewhere',
    async (ending) => {
      expect(refusalOf(await ofLink('aidesk', `https://x.example/a.${ending}`))).toMatch(
        /which WhatsApp takes but never shows as an? \w+\. An? \w+ through AI Desk may be: /,
      );
    },
  );

  it('and is left to a connection by phone', async () => {
    await ofFile('cleverchat', 'RIFF\x10\0\0\0WEBPVP8 ', { fileName: 'a.webp', mimeType: 'image/webp' });
    expect(sentFile()).toMatchObject({ mimeType: 'image/webp' });
  });
});

test('field D11: a slash in a date is not where a folder ends', async () => {
  await ofFile(
    'cleverchat',
    PDF,
    { fileName: 'x.pdf', mimeType: 'application/pdf' },
    { fileName: 'Boleto 05/2026.pdf' },
  );
  expect(sentFile()).toMatchObject({ fileName: 'Boleto 05-2026.pdf' });
});

describe('field W4: an audio and the ticket', () => {
  const OGG = { fileName: 'voz', mimeType: 'audio/ogg; codecs=opus' };

  it('without one it is refused, because it would never arrive', async () => {
    expect(refusalOf(await ofFile('cleverchat', 'OggS\0\x02', OGG))).toBe(
      '"Open Ticket" is off, and CleverChat delivers an audio only with a ticket. Switch "Open Ticket" on and fill in "Queue ID", or set "Media Type" to Document.',
    );
  });

  it('with one, or as a document, it goes out with an ending', async () => {
    await ofFile('cleverchat', 'OggS\0\x02', OGG, { openTicket: true, queueId: '5' });
    expect(sentFile()?.mimeType).toMatch(/^audio\/ogg/);
    expect(sentFile()?.fileName).toBe('voz.ogg');
    world.simulator.reset();
    await ofFile('cleverchat', 'OggS\0\x02', OGG, { mediaType: 'document' });
    expect(sentFile()).toMatchObject({ fileName: 'voz.ogg', mimeType: 'application/octet-stream' });
  });
});

test('field W6: a name with accents goes out as it is, in UTF-8', async () => {
  await ofFile('cleverchat', PDF, { fileName: 'orçamento ção.pdf', mimeType: 'application/pdf' });
  expect(sentFile()).toMatchObject({ fileName: 'orçamento ção.pdf' });
});

describe('field B11: whatever stands in the fields of a file', () => {
  const words = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'data',
      'data ',
      'constructor',
      '',
      'audio/ogg; codecs=opus',
      'image/*',
      'https://x.example/a.jpg',
      'https://x.example/a.heic',
      'data:,',
      'a/b',
      'foto.jpg',
      '05/2026.pdf',
      '%PDF-1.4',
      'https:/x.example/ç',
    ),
  );
  const anything = fc.oneof(words, words, words, fc.anything());
  const binary = fc.oneof(
    fc.record({
      data: fc.oneof(fc.base64String(), anything),
      mimeType: anything,
      fileName: anything,
      fileExtension: anything,
    }),
    anything,
  );
  const given = fc.record({
    account: fc.constantFrom(...vendors.map(({ id }) => id).filter((id) => id !== 'talkme')),
    source: fc.constantFrom('binary', 'binary', 'url'),
    mediaType: fc.oneof(fc.constantFrom('auto', 'image', 'video', 'audio', 'document'), anything),
    binary,
    field: fc.oneof(fc.constantFrom('data', 'data', ' data'), anything),
    link: fc.oneof(
      words.map((each) => `https://x.example/${each}`),
      anything,
    ),
    fileName: fc.oneof(fc.constant(undefined), anything),
  });
  const standing = (vendor: Vendor): Record<string, unknown> => {
    const stand = vendorStands.find((each) => each.vendor === vendor)!;
    return credentialAt(
      stand,
      forEachServer(() => 'https://vendor.example'),
    ).data;
  };

  it('it is sent or refused in a sentence, ten thousand times', async () => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(given, async ({ account, source, mediaType, binary: file, field, link, fileName }) => {
        const vendor = vendors.find(({ id }) => id === account)!;
        const { config } = readAccount(vendor, standing(vendor));
        const context = {
          getInputData: () => [{ json: {}, binary: { data: file } }],
          getExecutionCancelSignal: () => undefined,
          helpers: {
            createBinarySignedUrl: () => 'https://n8n.example/rest/binary-data/signed?token=t',
            getBinaryMetadata: async () => await Promise.reject(new Error('gone')),
          },
        } as unknown as IExecuteFunctions;
        try {
          const parameters = { mediaType, source, binaryPropertyName: field, mediaUrl: link, fileName };
          const asked = await mediaOperation(context, vendor, config, 0, parameters);
          const message = buildMessage(
            vendor,
            asked.operation,
            {
              ...asked.inputs,
              ...asked.fresh?.(),
              to: '5511999999991',
              ...(account === 'aidesk' && { contactId: 53 }),
            },
            config,
          );
          expect(JSON.stringify(message.request({ chatId: 'x' }))).not.toMatch(/\[object|NaN/);
          sent += 1;
        } catch (refusal) {
          if (!(refusal instanceof MessagingError)) throw refusal;
          expect(refusal.outcome).toBe('notSent');
          expect(refusal.message).toMatch(/"[A-Z][\w ]+"|^The (?:file|item) /);
          expect(refusal.message).not.toMatch(/defect/);
          expect(refusal.message.length).toBeLessThan(420);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(sent).toBeGreaterThan(100);
  });
});
