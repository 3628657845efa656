import { itemsOf, runNode } from '../../support/engine';
import { simulated } from '../../support/simulated';

/** What some servers of the family lose of a file although they say yes, and what is said of it. */

const world = simulated();

const BY_NAME =
  'Servers that answer like this one show the name of the file in the place of the caption: look at the phone.';
const withTicket = (lost: string): string =>
  `Servers that answer like this one send ${lost} only with a ticket, or not at all: look at the phone.`;

interface Sending {
  mediaType: string;
  caption?: string;
  openTicket?: boolean;
}

/** A file of each kind, with the bytes by which it begins. */
const FILES: Readonly<Record<string, { fileName: string; mimeType: string; bytes: Buffer }>> = {
  image: {
    fileName: 'foto.png',
    mimeType: 'image/png',
    bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  },
  video: {
    fileName: 'tour.mp4',
    mimeType: 'video/mp4',
    bytes: Buffer.from('000000186674797069736f6d0000020069736f6d', 'hex'),
  },
  audio: {
    fileName: 'recado.ogg',
    mimeType: 'audio/ogg',
    bytes: Buffer.from('4f67675300020000000000000000', 'hex'),
  },
  document: { fileName: 'boleto', mimeType: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n') },
};

async function sentThrough(member: string, { mediaType, caption = '', openTicket = false }: Sending) {
  const { bytes, ...named } = FILES[mediaType]!;
  const { type, data } = world.accounts.whaticket;
  const ran = await runNode({
    node: 'sendMedia',
    parameters: {
      vendor: 'whaticket',
      to: '5511987654321',
      mediaType,
      source: 'binary',
      binaryPropertyName: 'data',
      openTicket,
      ...(openTicket && { queueId: '5' }),
      ...(mediaType !== 'audio' && { caption }),
    },
    items: itemsOf({}).map((item) => ({
      ...item,
      binary: { data: { data: bytes.toString('base64'), ...named } },
    })),
    credential: { type, data: { ...data, baseUrl: `${String(data['baseUrl'])}/${member}` } },
  });
  const { outcome, note } = ran.outputs[0]?.[0]?.json ?? {};
  return { outcome, note, phone: world.simulator.inbox.map(({ text = '' }) => text) };
}

test('a caption that ticketz replaces by the name of the file is told of', async () => {
  expect(await sentThrough('ticketz', { mediaType: 'image', caption: 'A peça' })).toEqual({
    outcome: 'accepted',
    note: BY_NAME,
    phone: ['foto.png'],
  });
});

test.each(['image', 'video', 'document'])(
  'a caption that a classic server leaves out is told of (%s)',
  async (mediaType) => {
    expect(await sentThrough('classic', { mediaType, caption: 'A peça' })).toEqual({
      outcome: 'accepted',
      note: withTicket('a caption'),
      phone: [''],
    });
  },
);

test('an audio that never arrives is told of', async () => {
  expect(await sentThrough('classic', { mediaType: 'audio' })).toEqual({
    outcome: 'accepted',
    note: withTicket('an audio'),
    phone: [],
  });
});

test.each<[string, Sending]>([
  ['flow', { mediaType: 'image', caption: 'A peça' }],
  ['flow', { mediaType: 'audio' }],
  ['community', { mediaType: 'image', caption: 'A peça' }],
  ['press', { mediaType: 'document', caption: 'A peça' }],
  ['ticketz', { mediaType: 'image' }],
  ['ticketz', { mediaType: 'audio' }],
  ['classic', { mediaType: 'document' }],
  ['classic', { mediaType: 'image', caption: 'A peça', openTicket: true }],
  ['classic', { mediaType: 'audio', openTicket: true }],
])('nothing is said where nothing is known to be lost (%s, %j)', async (member, sending) => {
  const { note, phone } = await sentThrough(member, sending);
  expect(note).toBeUndefined();
  expect(phone).toHaveLength(1);
});

test('nothing is said of a text, whoever took it', async () => {
  const { type, data } = world.accounts.whaticket;
  for (const member of ['classic', 'ticketz']) {
    const ran = await runNode({
      node: 'sendText',
      parameters: { vendor: 'whaticket', to: '5511987654321', text: 'Oi' },
      items: itemsOf({}),
      credential: { type, data: { ...data, baseUrl: `${String(data['baseUrl'])}/${member}` } },
    });
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'accepted' });
    expect(ran.outputs[0]?.[0]?.json).not.toHaveProperty('note');
  }
});

test('no file goes out under a name without an ending, which some servers never send', async () => {
  await sentThrough('classic', { mediaType: 'document' });
  expect(world.simulator.inbox.map(({ media }) => media?.fileName)).toEqual(['boleto.pdf']);
});
