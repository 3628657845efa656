import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { itemsOf, runNode } from '../../support/engine';

/** Examples of real documents, each of which works as a vendor without a line of code. */

interface Example {
  command: string;
  expected: { url: { base: string } };
  answer: { status: number; example: unknown; id: string | null } | null;
  refusal: { status: number; example: unknown } | null;
}

const exampleOf = (id: string): Example =>
  JSON.parse(readFileSync(join(__dirname, '../../curl/commands', `${id}.json`), 'utf8')) as Example;

/** What arrived at the vendor. */
interface Arrived {
  method: string | undefined;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let origin: string;
let arrived: Arrived[] = [];
let answer: { status: number; body: unknown } = { status: 200, body: {} };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url = '', headers } = request;
      arrived.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => await new Promise((closed) => server.close(closed)));

beforeEach(() => {
  arrived = [];
});

/** The secret of every account here; nothing that is shown may hold it. */
const SECRET = 'live-secret-9f8e7d6c5b4a';

/** What people write, with everything that could break out of its place. */
const HARD =
  'Olá "João"!\nR$ 5,00 & 50% + {x} \\ \'quotes\' {{secret}} $HOME `ls` ção 👩‍👩‍👧 <b>\u2028</b> "},"to":"5500"';

const mark = (sample: string, stands: string, variable = ''): ICredentialDataDecryptedObject => ({
  sample,
  mark: stands,
  variable,
});

interface Working {
  id: string;
  fields: ICredentialDataDecryptedObject;
  node: 'sendText' | 'sendTemplate';
  parameters: INodeParameters;
  outcome: 'sent' | 'accepted';
  messageId: string | null;
  check(request: Arrived): void;
}

const json = (request: Arrived): unknown => JSON.parse(request.body);
const form = (request: Arrived) => Object.fromEntries(new URLSearchParams(request.body));

const template = (name: string, values: Record<string, string>): INodeParameters => ({
  to: '11987654321',
  template: { __rl: true, mode: 'id', value: name },
  variablesMode: 'json',
  variablesJson: JSON.stringify(values),
});

/** As n8n and every vendor read a text: whatever acts as a line break is one. */
const AS_SENT = HARD.replaceAll('\u2028', '\n');

const CASES: Working[] = [
  {
    id: 'interflow-text',
    fields: {
      marks: { values: [mark('5511988880000', 'number'), mark('Olá! Mensagem de teste.', 'text')] },
      idPath: 'data.id',
    } as never,
    node: 'sendText',
    parameters: { to: '11987654321', text: HARD },
    outcome: 'sent',
    messageId: 'msg_x1',
    check(request) {
      expect(request.headers.authorization).toBe(`Bearer ${SECRET}`);
      expect(request.url).toBe('/v1/messages/send');
      expect(json(request)).toEqual({
        channel_id: '00000000-1111-4222-8333-444444444444',
        to: '5511987654321',
        type: 'text',
        content: { text: AS_SENT },
      });
    },
  },
  {
    id: 'aidesk-template',
    fields: {
      marks: {
        values: [
          mark('5511987654321', 'number'),
          mark('15', 'template'),
          mark('João', 'variable', 'nome'),
          mark('ABC123', 'variable', 'codigo'),
        ],
      },
      idPath: 'message_id',
    } as never,
    node: 'sendTemplate',
    parameters: template('27', { nome: 'Zoé "Z" \\ 👍', codigo: '1' }),
    outcome: 'sent',
    messageId: 'wamid.HBgN',
    check(request) {
      expect(request.headers['apikey']).toBe(SECRET);
      expect(json(request)).toEqual({
        number: '5511987654321',
        template_id: 27,
        variables: { nome: 'Zoé "Z" \\ 👍', codigo: '1' },
        queue_id: 5,
        status_id: 1,
      });
    },
  },
  {
    id: 'gupshup-template',
    fields: {
      marks: {
        values: [
          mark('5511977776666', 'number'),
          mark('c6aecef6-bcb0-4fb1-8100-28c094e3bc6b', 'template'),
          mark('Marina', 'variable', '1'),
          mark('R$ 59,90 & frete', 'variable', '2'),
        ],
      },
      idPath: 'messageId',
    } as never,
    node: 'sendTemplate',
    parameters: template('novo-id', { 1: 'A&B="c"', 2: '50% + 1' }),
    outcome: 'sent',
    messageId: '3867730a-0000-4ea5-bad6-e6e34201ce89',
    check(request) {
      expect(request.headers['apikey']).toBe(SECRET);
      expect(form(request)).toEqual({
        channel: 'whatsapp',
        source: '551130030000',
        destination: '5511987654321',
        'src.name': 'LojaModelo',
        template: JSON.stringify({ id: 'novo-id', params: ['A&B="c"', '50% + 1'] }),
      });
    },
  },
  {
    id: 'telegram-send-message',
    fields: {
      marks: { values: [mark('123456789', 'number'), mark('Pedido pronto!', 'text')] },
      idPath: 'result.message_id',
      successPath: 'ok',
    } as never,
    node: 'sendText',
    parameters: { to: '11987654321', text: HARD },
    outcome: 'sent',
    messageId: '42',
    check(request) {
      expect(request.url).toBe(`/bot${SECRET}/sendMessage`);
      expect(form(request)).toEqual({ chat_id: '5511987654321', text: AS_SENT, parse_mode: 'HTML' });
    },
  },
  {
    id: 'ziontalk-form',
    fields: {
      marks: { values: [mark('+5511922221111', 'number'), mark('Olá! Sua senha é A12.', 'text')] },
      numberForm: 'plus',
    } as never,
    node: 'sendText',
    parameters: { to: '11987654321', text: HARD },
    outcome: 'accepted',
    messageId: null,
    check(request) {
      expect(request.headers.authorization).toBe(`Basic ${Buffer.from(`${SECRET}:`).toString('base64')}`);
      expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
      expect(request.body).toContain(`\r\n\r\n${AS_SENT}\r\n`);
      expect(request.body).toContain('\r\n\r\n+5511987654321\r\n');
    },
  },
  {
    id: 'evolution-send-text',
    fields: {
      marks: {
        values: [mark('5531933332222', 'number'), mark('Bom dia 🌞\nSua consulta é às 9h.', 'text')],
      },
      idPath: 'key.id',
    } as never,
    node: 'sendText',
    parameters: { to: '11987654321', text: HARD },
    outcome: 'sent',
    messageId: 'BAE594145F4C59B4',
    check(request) {
      expect(request.headers['apikey']).toBe(SECRET);
      expect(json(request)).toMatchObject({ number: '5511987654321', textMessage: { text: AS_SENT } });
    },
  },
];

const credentialFor = (
  { id, fields, node }: Pick<Working, 'id' | 'fields' | 'node'>,
  secret = SECRET,
): { type: string; data: ICredentialDataDecryptedObject } => {
  const { command, expected } = exampleOf(id);
  return {
    type: 'mensageiroOtherApi',
    data: {
      secret,
      [node === 'sendText' ? 'textCommand' : 'templateCommand']: command.replace(expected.url.base, origin),
      messagesPerMinute: 0,
      ...fields,
    },
  };
};

describe.each(CASES)('the example $id', (working) => {
  const { id, node, parameters, outcome, messageId, check } = working;
  const run = async (more: INodeParameters = {}, secret = SECRET) =>
    await runNode({
      node,
      parameters: { vendor: 'other', ...parameters, ...more },
      items: itemsOf({}),
      credential: credentialFor(working, secret),
    });

  it('sends what it is given, to the letter, and reads what comes of it', async () => {
    const { answer: documented } = exampleOf(id);
    answer = { status: documented?.status ?? 200, body: documented?.example ?? { anything: 'else' } };
    const ran = await run();
    expect(ran.error).toBeUndefined();
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ vendor: 'other', outcome, messageId });
    expect(arrived).toHaveLength(1);
    check(arrived[0] as Arrived);
  });

  it('shows its secret nowhere: not in a dry run, an item or an error', async () => {
    const dry = await run({ options: { dryRun: true } });
    answer = { status: 400, body: { error: { message: `bad token ${SECRET}` } } };
    const refused = await run({ options: { includeVendorResponse: true } });
    expect(refused.error?.message).toContain('Other Vendor refused the message');
    for (const ran of [dry, refused])
      expect(JSON.stringify([ran.outputs, ran.error, ran.run.data.resultData])).not.toContain(SECRET);
    expect(JSON.stringify(dry.outputs)).toContain('[secret]');
  });
});
