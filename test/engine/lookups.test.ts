import type {
  ICredentialDataDecryptedObject,
  INodeListSearchResult,
  INodeParameters,
  INodeProperties,
  INodeType,
} from 'n8n-workflow';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Vendor } from '../../core/contract/vendor';
import { SendTemplate } from '../../nodes/SendTemplate/SendTemplate.node';
import { SendText } from '../../nodes/SendText/SendText.node';
import { ownAddresses, signed } from '../../credentials/shared/signing';
import { ACME_CREDENTIAL } from '../core/acme';
import { itemsOf, runNode } from '../support/engine';
import { openList } from '../support/editorCalls';
import { Deadlines } from '../support/deadlines';
import { listenOnFreshPort } from '../support/freshPort';

jest.mock('../../vendors', () => ({
  vendors: [jest.requireActual<{ acme: Vendor }>('../core/acme').acme],
}));

interface Answer {
  status?: number;
  body?: unknown;
  /** Sent as it is. */
  text?: string;
}

let server: Server;
let answer: (request: IncomingMessage) => Answer | 'hangUp' | 'silence';
let asked: Array<{ path: string; key: string | undefined; type: string | undefined; body: string }>;

beforeEach(async () => {
  asked = [];
  answer = () => ({ body: {} });
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'x-key': key, 'content-type': type } = request.headers;
      const body = Buffer.concat(chunks).toString();
      asked.push({ path: request.url ?? '', key: key as string | undefined, type, body });
      const given = answer(request);
      if (given === 'silence') return;
      if (given === 'hangUp') return request.socket.destroy();
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json' });
      response.end(given.text ?? JSON.stringify(given.body));
    });
  });
  await listenOnFreshPort(server);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const credentialData = (): ICredentialDataDecryptedObject => ({
  ...ACME_CREDENTIAL,
  baseUrl: address(),
  edition: 'large',
});

/** Opens a list of Acme. */
const open = async (
  node: INodeType,
  name: string,
  [filter, page]: [filter?: string, page?: string] = [],
  data: ICredentialDataDecryptedObject | 'none chosen' | 'cannot be opened' = credentialData(),
): Promise<INodeListSearchResult> =>
  await openList(
    {
      node,
      parameters: { vendor: 'acme' },
      credential: {
        type: 'acmeApi',
        data,
        authenticate: async (credential, request) =>
          signed(
            request,
            { headers: { 'x-key': String(credential['password']) } },
            ownAddresses(credential, { baseUrl: '' }),
          ),
      },
    },
    name,
    filter,
    page,
  );

const propertyOf = (node: INodeType, name: string): INodeProperties =>
  node.description.properties.find((each) => each.name === name)!;

const failing = async (opened: Promise<unknown>): Promise<string> =>
  await opened.then(
    () => 'It gave a list.',
    (thrown: Error) => thrown.message,
  );

const text = new SendText();
const template = new SendTemplate();

describe('an input with a list', () => {
  it.each([
    [text, 'mailboxId', 'e.g. 7'],
    [template, 'template', 'e.g. order_confirmation'],
  ] as const)('is chosen from the list or given by its ID', (node, name, placeholder) => {
    expect(propertyOf(node, name)).toMatchObject({
      type: 'resourceLocator',
      default: { mode: 'list', value: '' },
      modes: [
        { displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchable: true } },
        { displayName: 'By ID', name: 'id', type: 'string', placeholder },
      ],
    });
  });

  it('is asked for with the credential, and read', async () => {
    answer = () => ({
      body: {
        boxes: [
          { number: 7, title: 'Sales', owner: 'Ana' },
          { number: 8, title: 'Support' },
        ],
      },
    });
    expect(await open(text, 'mailboxId')).toEqual({
      results: [
        { name: 'Sales', value: '7', description: 'Ana' },
        { name: 'Support', value: '8' },
      ],
    });
    expect(asked).toMatchObject([{ path: '/boxes', key: ACME_CREDENTIAL.password }]);
  });

  it('is searched by the vendor where it says so', async () => {
    answer = () => ({ body: { boxes: [{ number: 7, title: 'Sales' }] } });
    expect((await open(text, 'mailboxId', [' box of Ana '])).results).toHaveLength(1);
    expect(asked[0]?.path).toBe('/boxes?q=box%20of%20Ana');
  });

  it('is searched here otherwise: in names and ids, without accents, in any case', async () => {
    answer = () => ({
      body: [
        { name: 'Cobrança', value: '19' },
        { name: 'Welcome', value: '20' },
      ],
    });
    const found = async (filter: string) =>
      (await open(template, 'template', [filter])).results.map(({ value }) => value);
    expect(await found('COBRANCA')).toEqual(['19']);
    expect(await found('cobrança')).toEqual(['19']);
    expect(await found('20')).toEqual(['20']);
    expect(await found(' ')).toEqual(['19', '20']);
    expect(await found('nothing')).toEqual([]);
    expect(asked[0]).toMatchObject({ path: '/catalogue', body: 'kind=all' });
    expect(asked[0]?.type).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it('comes page by page where the vendor pages, and ends', async () => {
    answer = ({ url }) => ({
      body: url?.includes('after=2')
        ? { boxes: [{ number: 2, title: 'Two' }] }
        : { boxes: [{ number: 1, title: 'One' }], next: '2' },
    });
    const first = await open(text, 'mailboxId');
    expect(first.paginationToken).toBe('2');
    const second = await open(text, 'mailboxId', ['', first.paginationToken]);
    expect(second).toEqual({ results: [{ name: 'Two', value: '2' }] });
    expect(asked.map(({ path }) => path)).toEqual(['/boxes', '/boxes?after=2']);
  });

  it('ends where a page leads to itself', async () => {
    answer = () => ({ body: { boxes: [], next: '2' } });
    expect(await open(text, 'mailboxId', ['', '2'])).toEqual({ results: [] });
  });
});

const SECRET = ACME_CREDENTIAL.password;

describe('a list that cannot be shown says what to do', () => {
  it.each<[string, Answer | 'hangUp', string]>([
    [
      'is empty',
      { body: { boxes: [] } },
      'Acme has nothing to choose from here: create it at Acme first, or choose By ID and paste the ID.',
    ],
    [
      'is no list',
      { body: { boxes: 'none' } },
      'Acme gave a list that cannot be read here: choose By ID and paste the ID.',
    ],
    [
      'is a web page',
      { text: '<html>Log in</html>' },
      'Acme gave a list that cannot be read here: choose By ID and paste the ID.',
    ],
    [
      'is not for this key',
      { status: 401, body: { fault: `No ${SECRET}` } },
      'Acme does not accept the credential for this list: check its key, or choose By ID and paste the ID.',
    ],
    [
      'is refused with the key in its words',
      { status: 422, body: { fault: `Not for ${SECRET}. ECONNREFUSED` } },
      'Acme answered with status 422 and said “Not for [redacted]. …”: open the list again later, or choose By ID and paste the ID.',
    ],
    [
      'is not there',
      { status: 500, text: 'oops' },
      'Acme answered with status 500: open the list again later, or choose By ID and paste the ID.',
    ],
    [
      'moved',
      { status: 302, text: '' },
      'Acme answered with status 302: open the list again later, or choose By ID and paste the ID.',
    ],
    [
      'breaks off',
      'hangUp',
      'Acme gave no list in time: open it again later, or choose By ID and paste the ID.',
    ],
  ])('when it %s', async (_what, given, sentence) => {
    answer = () => given;
    expect(await failing(open(text, 'mailboxId'))).toBe(sentence);
    expect(asked).toHaveLength(1);
  });

  it('when it does not come within 20 seconds', async () => {
    const deadlines = new Deadlines();
    answer = () => {
      deadlines.pass();
      return 'silence';
    };
    try {
      expect(await failing(open(text, 'mailboxId'))).toBe(
        'Acme gave no list in time: open it again later, or choose By ID and paste the ID.',
      );
      expect(deadlines.armed).toEqual([20_000]);
    } finally {
      deadlines.restore();
    }
  });

  it('when no credential is chosen', async () => {
    expect(await failing(open(text, 'mailboxId', [], 'none chosen'))).toBe(
      'Choose a credential of Acme first, then open the list again.',
    );
    expect(asked).toEqual([]);
  });

  it('field D3: when the credential cannot be opened without an item', async () => {
    expect(await failing(open(text, 'mailboxId', [], 'cannot be opened'))).toBe(
      'n8n could not open the Acme credential here, as where a field of it reads the item: choose By ID and paste the ID.',
    );
    expect(asked).toEqual([]);
  });

  it('when the credential is not complete', async () => {
    const opened = open(text, 'mailboxId', [], { ...credentialData(), baseUrl: 'nowhere' });
    expect(await failing(opened)).toContain('"Base URL" is not a web address.');
    expect(asked).toEqual([]);
  });

  it('when this account has none', async () => {
    const opened = open(template, 'template', [], { ...credentialData(), edition: 'small' });
    expect(await failing(opened)).toBe(
      'The small edition of Acme has no catalogue. Choose By ID and paste the number.',
    );
    expect(asked).toEqual([]);
  });

  it('and shows no secret that the vendor put into the list', async () => {
    answer = () => ({ body: { boxes: [{ number: 7, title: `Box of ${SECRET}`, owner: SECRET }] } });
    expect((await open(text, 'mailboxId')).results).toEqual([
      { name: 'Box of [redacted]', value: '7', description: '[redacted]' },
    ]);
  });
});

describe('what was chosen is read as its id', () => {
  const options = { dryRun: true };

  const request = async (mailboxId: unknown, json = {}): Promise<unknown> => {
    const ran = await runNode({
      node: 'sendText',
      parameters: { vendor: 'acme', to: '11987654321', mailboxId, text: 'Hi', options } as INodeParameters,
      items: itemsOf(json),
      credential: { type: 'acmeApi', data: { ...credentialData(), edition: 'small' } },
      onError: 'continueRegularOutput',
    });
    const item = ran.outputs[0]?.[0]?.json;
    return item?.['error'] ?? (item?.['request'] as { json?: unknown } | undefined)?.json;
  };

  it.each<[string, unknown]>([
    ['from the list', { __rl: true, mode: 'list', value: '7', cachedResultName: 'Sales' }],
    ['by its ID', { __rl: true, mode: 'id', value: '7' }],
    ['by an expression as its ID', { __rl: true, mode: 'id', value: '={{ $json.box }}' }],
    ['as the plain text of an older workflow', '7'],
    ['as an expression of an older workflow', '={{ $json.box }}'],
    ['as an expression that only the engine can work out', '={{ String($json.box * 1) }}'],
    ['as an expression that gives a whole choice', '={{ ({ __rl: true, mode: "id", value: $json.box }) }}'],
  ])('%s', async (_how, given) => {
    expect(await request(given, { box: 7 })).toEqual({ box: 7, text: 'Hi' });
  });

  it.each<[string, unknown]>([
    ['nothing', { __rl: true, mode: 'list', value: '' }],
    ['nothing at all', { __rl: true, mode: 'list' }],
  ])('%s is missing by name', async (_what, given) => {
    expect(await request(given)).toMatch(/^"Mailbox ID" is empty\./);
  });

  it('an object that is no choice is refused by name', async () => {
    expect(await request('={{ ({ mode: "id", value: 7 }) }}')).toMatch(
      /^"Mailbox ID" must be a whole number\./,
    );
  });
});

describe('the line below the node', () => {
  const subtitle = (given: unknown): unknown => {
    const [, expression] = /^={{ (.*) }}$/.exec(template.description.subtitle ?? '') ?? [];
    return new Function('$parameter', `return ${expression};`)({ vendor: 'acme', template: given });
  };

  it.each<[unknown, string]>([
    [{ __rl: true, mode: 'list', value: '19', cachedResultName: 'Welcome' }, 'Welcome via Acme'],
    [{ __rl: true, mode: 'id', value: '19' }, '19 via Acme'],
    [{ __rl: true, mode: 'list', value: '' }, 'template via Acme'],
    ['welcome', 'welcome via Acme'],
    ['', 'template via Acme'],
    [undefined, 'template via Acme'],
  ])('reads %j as %j', (given, line) => expect(subtitle(given)).toBe(line));
});
