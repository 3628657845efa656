import fc from 'fast-check';
import { isBlank } from '../../core/contract/text';
import { nameWithEnding } from '../../core/files/names';
import type { ReceivedRequest } from '../../simulator/simulator';
import { carried } from '../support/carried';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

/** Texts that could break out of a body, an address, a form, a template or a log. */
const HOSTILE = [
  '&acao=apaga_tudo&token=x',
  '?#%00%2e%2e/',
  '"},"to":"5511000000000',
  '\r\nX-Evil: 1\r\n\r\n',
  '--boundary--\r\n',
  '{{ $json.secret }} ${process.env} <%= 1 %>',
  '<script>alert(1)</script>',
  "'; DROP TABLE leads; --",
  '__proto__',
  '\u0000\u0007\u001b[31m',
  '\u202Eexe.gpj',
  '😀🇧🇷 ação 你好 مرحبا',
  '\uD800 alone',
];

const text = fc
  .oneof(fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }), fc.constantFrom(...HOSTILE))
  // What nobody can see counts as empty, and what stands for a whole object is refused.
  .filter((each) => !isBlank(each) && !each.includes('[object '));

/** A run of the engine for many values: fifty at a time, a thousand in all. */
const fifty = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 50, maxLength: 50 });
const TWENTY_TIMES = { numRuns: 20 };

async function requestsOf(run: Omit<Run, 'onError'>): Promise<ReceivedRequest[]> {
  world.simulator.reset();
  const ran = await runNode({ ...run, onError: 'continueRegularOutput' });
  const failed = ran.outputs[0]?.filter(({ json }) => typeof json['error'] === 'string') ?? [];
  expect(failed).toEqual([]);
  return world.simulator.requests;
}

const itemsWith = (texts: readonly string[]) => itemsOf(...texts.map((each) => ({ text: each })));

/** One at a time, so that the requests come in the order of the items. */
const options = { parallelRequests: 1 };

test('P7 any text arrives in a JSON body, all of it that is no control character', async () => {
  const parameters = { vendor: 'interflow', to: '5511999999999', text: '={{ $json.text }}', options };
  const credential = world.accounts.interflowV1;
  await fc.assert(
    fc.asyncProperty(fifty(text), async (texts) => {
      const items = itemsWith(texts);
      const requests = await requestsOf({ node: 'sendText', parameters, items, credential });
      const arrived = requests.map(({ json }) => (json as { content: { text: string } }).content.text);
      expect(arrived).toEqual(texts.map(carried));
    }),
    TWENTY_TIMES,
  );
});

test('P8 any text arrives in an address as it was given, and stays in its place there', async () => {
  const parameters = {
    vendor: 'talkme',
    to: '5511999999999',
    channelId: '123',
    text: '={{ $json.text }}',
    options,
  };
  const credential = world.accounts.talkme;
  await fc.assert(
    fc.asyncProperty(fifty(text), async (texts) => {
      const items = itemsWith(texts);
      const requests = await requestsOf({ node: 'sendText', parameters, items, credential });
      expect(requests.map(({ query }) => query['txtmsg'])).toEqual(texts.map(carried));
      const names = new Set(requests.map(({ query }) => Object.keys(query).sort().join()));
      expect([...names]).toEqual(['acao,id_cliente,id_wpp,num_dest,token,txtmsg']);
    }),
    TWENTY_TIMES,
  );
});

test('P18 any caption and any file arrive in a form as they were given, by two parsers that know nothing of ours', async () => {
  const parameters = {
    vendor: 'cleverchat',
    to: '5511999999999',
    mediaType: 'document',
    source: 'binary',
    caption: '={{ $json.text }}',
    options,
  };
  const file = fc.record({
    // Of a kind whose content is not looked at; a name that its content contradicts is refused.
    fileName: fc.oneof(fc.string({ unit: 'binary', maxLength: 140 }), fc.constantFrom(...HOSTILE, 'a.test')),
    content: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('--', '\r\n--boundary--\r\n', '\r\n\r\n').map((each) => Buffer.from(each)),
    ),
  });
  const upload = fc.record({ caption: text, file });
  await fc.assert(
    fc.asyncProperty(fifty(upload), async (uploads) => {
      const items = uploads.map(({ caption, file: { fileName, content } }) => ({
        json: { text: caption },
        binary: { data: { data: content.toString('base64'), mimeType: 'application/x-test', fileName } },
      }));
      const requests = await requestsOf({
        node: 'sendMedia',
        parameters,
        items,
        credential: world.accounts.cleverchat,
      });
      expect(requests).toHaveLength(uploads.length);
      for (const [index, { caption, file: given }] of uploads.entries()) {
        const request = requests[index] as ReceivedRequest;
        const name = carried(nameWithEnding(given.fileName, 'application/x-test'));
        const body = carried(caption);
        const parts = request.parts ?? [];
        expect(parts).toHaveLength(5);
        expect(parts.find((part) => part.name === 'body')?.value).toBe(body);
        const { fileName, content } = parts.find((part) => part.content !== undefined) ?? {};
        expect([fileName, content?.equals(given.content)]).toEqual([name, true]);

        const headers = { 'content-type': String(request.headers['content-type']) };
        const form = await new Response(new Uint8Array(request.rawBody), { headers }).formData();
        expect([...form.keys()]).toEqual(parts.map((part) => part.name));
        expect(form.get('body')).toBe(body);
        const read = [...form.values()].find((value) => typeof value !== 'string') as File;
        expect([read.name, Buffer.from(await read.arrayBuffer()).equals(given.content)]).toEqual([
          name,
          true,
        ]);
      }
    }),
    TWENTY_TIMES,
  );
});

describe('field W2: the lines of a caption', () => {
  test.each([
    ['Linha 1\nLinha 2', 'Linha 1\nLinha 2'],
    ['Linha 1\n\nLinha 3\n', 'Linha 1\n\nLinha 3\n'],
    ['Linha 1\r\nLinha 2', 'Linha 1\nLinha 2'],
  ])('arrive as line feeds: %j', async (caption, arriving) => {
    const parameters = {
      vendor: 'cleverchat',
      to: '5511999999999',
      mediaType: 'document',
      source: 'binary',
      caption,
    };
    const binary = {
      data: {
        data: Buffer.from('%PDF-1.4').toString('base64'),
        mimeType: 'application/pdf',
        fileName: 'a.pdf',
      },
    };
    const [request] = await requestsOf({
      node: 'sendMedia',
      parameters,
      items: [{ json: {}, binary }],
      credential: world.accounts.cleverchat,
    });
    expect(request?.parts?.find(({ name }) => name === 'body')).toEqual({ name: 'body', value: arriving });
    expect(request?.rawBody.includes(`\r\n\r\n${arriving}\r\n--`)).toBe(true);
    expect(Number(request?.headers['content-length'])).toBe(request?.rawBody.length);
  });
});
