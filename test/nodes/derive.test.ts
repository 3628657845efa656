import { z } from 'zod/v4';
import type { Vendor } from '../../core/contract/vendor';
import { shownForTaker, vendorsOf } from '../../nodes/shared/editor/conditions';
import {
  credentialsProperty,
  formOf,
  vendorCredentials,
  vendorName,
  vendorProperty,
} from '../../nodes/shared/editor/derive';
import { ownOptions, ownProperties } from '../../nodes/shared/editor/ownInputs';

const text = { label: 'Text', description: 'A text', schema: z.string(), default: '' } as const;

/**
 * Two invented vendors. Acme has two generations, of which one needs what the other only takes, and every
 * kind of input; Globex sends no text and addresses by an id of its own.
 */
const mockVendors = {
  acme: {
    id: 'acme',
    name: 'Acme',
    credential: { type: 'acmeApi', secrets: [] },
    inputs: {
      mailboxId: { ...text, label: 'Mailbox ID', control: { kind: 'text', placeholder: 'e.g. 7' } },
      plain: { ...text, label: 'Plain', control: { kind: 'text' } },
      count: { ...text, label: 'Count', default: 0, control: { kind: 'number' } },
      loud: { ...text, label: 'Loud', default: false, control: { kind: 'switch' }, place: 'options' },
      colour: {
        ...text,
        label: 'Colour',
        default: 'red',
        control: {
          kind: 'choice',
          choices: [
            { name: 'Red', value: 'red', description: 'Like blood' },
            { name: 'Blue', value: 'blue' },
          ],
        },
        shownWith: { plain: ['a', 'b'] },
      },
      contact: {
        ...text,
        label: 'Contact',
        default: {},
        control: {
          kind: 'fields',
          fields: { phone: { label: 'Phone' }, email: { label: 'E-Mail', description: 'Of the contact' } },
        },
      },
      buttons: {
        ...text,
        label: 'Buttons',
        default: {},
        control: {
          kind: 'list',
          label: 'Button',
          fields: { title: { ...text, label: 'Title', control: { kind: 'text' } } },
        },
      },
      unused: { ...text, label: 'Unused', control: { kind: 'text' } },
    },
    generations: {
      small: {
        label: 'small',
        operations: { sendText: { recipient: 'mailboxId', honours: ['plain', 'count', 'loud', 'colour'] } },
      },
      large: {
        label: '',
        operations: {
          sendText: {
            recipient: 'phone',
            requires: ['mailboxId', 'plain'],
            honours: ['contact', 'buttons'],
          },
          sendMediaByUrl: { recipient: 'phone', media: { image: ['caption'], document: ['fileName'] } },
        },
      },
    },
  },
  globex: {
    id: 'globex',
    name: 'Globex "G"',
    credential: { type: 'globexApi', secrets: [] },
    inputs: { chatId: { ...text, label: 'Chat ID', control: { kind: 'text' } } },
    generations: {
      only: {
        label: '',
        operations: {
          sendMediaByUpload: { recipient: 'chatId', media: { image: [] } },
          sendTemplate: { recipient: 'chatId', requires: ['template'] },
        },
      },
    },
  },
};

jest.mock('../../vendors', () => ({
  get vendors() {
    return Object.values(mockVendors) as unknown as Vendor[];
  },
}));

const idsOf = (vendors: readonly Vendor[]) => vendors.map(({ id }) => id);

describe('the vendors of a node', () => {
  test('are those that offer one of its operations', () => {
    expect(idsOf(vendorsOf('sendText'))).toEqual(['acme']);
    expect(idsOf(vendorsOf('sendMedia'))).toEqual(['acme', 'globex']);
    expect(idsOf(vendorsOf('sendTemplate'))).toEqual(['globex']);
    expect(idsOf(vendorsOf('addToCampaign'))).toEqual([]);
  });

  test('are chosen from a list, which opens on none', () => {
    expect(vendorProperty('sendMedia')).toStrictEqual({
      displayName: 'Vendor',
      name: 'vendor',
      type: 'options',
      noDataExpression: true,
      required: true,
      options: [
        { name: 'Choose a Vendor', value: '' },
        { name: 'Acme', value: 'acme' },
        { name: 'Globex "G"', value: 'globex' },
      ],
      default: '',
      description: 'The company whose WhatsApp account sends the message',
    });
  });

  test('are named below the node', () => {
    expect(vendorName('sendMedia')).toBe(
      '(({"acme":"Acme","globex":"Globex \\"G\\""})[$parameter["vendor"]] || "no vendor yet")',
    );
  });

  test('have a credential each, hidden for the others', () => {
    expect(vendorCredentials('sendMedia')).toStrictEqual([
      { name: 'acmeApi', required: true, displayOptions: { hide: { vendor: ['', 'globex'] } } },
      { name: 'globexApi', required: true, displayOptions: { hide: { vendor: ['', 'acme'] } } },
    ]);
    expect(vendorCredentials('sendText')).toStrictEqual([
      { name: 'acmeApi', required: true, displayOptions: { hide: { vendor: [''] } } },
    ]);
    expect(credentialsProperty).toStrictEqual({
      displayName: 'Credentials',
      name: 'credentials',
      type: 'credentials',
      default: '',
    });
  });
});

describe('a parameter', () => {
  const [acme, globex] = Object.values(mockVendors) as unknown as [Vendor, Vendor];

  test.each([
    ['sendText', 'to', { generation: ['large'] }],
    ['sendMedia', 'to', {}],
    ['sendText', 'mailboxId', {}],
    ['sendText', 'plain', {}],
    ['sendText', 'contact', { generation: ['large'] }],
    ['sendText', 'loud', { generation: ['small'] }],
    ['sendMedia', 'caption', {}],
    ['sendMedia', 'fileName', {}],
    ['sendText', 'unused', undefined],
    ['sendMedia', 'mailboxId', undefined],
  ] as const)('of %s called %s is shown for the generations that take it', (node, input, generation) => {
    const expected = generation === undefined ? undefined : { vendor: ['acme'], ...generation };
    expect(shownForTaker(acme, node, input)).toStrictEqual(expected);
  });

  test('is shown for the vendor that is addressed by it', () => {
    expect(shownForTaker(globex, 'sendMedia', 'chatId')).toStrictEqual({ vendor: ['globex'] });
    expect(shownForTaker(globex, 'sendTemplate', 'to')).toBeUndefined();
  });

  test('that all vendors take waits until one is chosen', () => {
    const text = { displayName: 'Text', name: 'text', type: 'string', default: '' } as const;
    expect(formOf('sendText', [text]).at(-1)).toStrictEqual({
      ...text,
      displayOptions: { hide: { vendor: [''] } },
    });
  });

  test('says which generation the form is for, where there are several', () => {
    expect(formOf('sendText', []).find(({ name }) => name === 'generation')).toMatchObject({
      options: [
        { name: 'Large', value: 'large' },
        { name: 'Small', value: 'small' },
      ],
      default: 'small',
      displayOptions: { show: { vendor: ['acme'] } },
    });
    expect(formOf('sendMedia', []).filter(({ name }) => name === 'generation')).toEqual([]);
  });
});

describe("the vendors' own parameters", () => {
  const shown = { displayOptions: { show: { vendor: ['acme'] } }, description: 'A text' };

  test('are those that an operation takes, each by its control', () => {
    expect(ownProperties('sendText')).toStrictEqual([
      {
        type: 'string',
        placeholder: 'e.g. 7',
        displayName: 'Mailbox ID',
        name: 'mailboxId',
        default: '',
        required: true,
        ...shown,
      },
      { type: 'string', displayName: 'Plain', name: 'plain', default: '', ...shown },
      {
        type: 'number',
        displayName: 'Count',
        name: 'count',
        default: 0,
        ...shown,
        displayOptions: { show: { vendor: ['acme'], generation: ['small'] } },
      },
      {
        type: 'options',
        options: [
          { name: 'Red', value: 'red', description: 'Like blood' },
          { name: 'Blue', value: 'blue' },
        ],
        displayName: 'Colour',
        name: 'colour',
        default: 'red',
        ...shown,
        displayOptions: { show: { vendor: ['acme'], generation: ['small'], plain: ['a', 'b'] } },
      },
      {
        type: 'collection',
        placeholder: 'Add Field',
        options: [
          {
            displayName: 'E-Mail',
            name: 'email',
            type: 'string',
            default: '',
            description: 'Of the contact',
          },
          { displayName: 'Phone', name: 'phone', type: 'string', default: '' },
        ],
        displayName: 'Contact',
        name: 'contact',
        default: {},
        ...shown,
        displayOptions: { show: { vendor: ['acme'], generation: ['large'] } },
      },
      {
        type: 'fixedCollection',
        placeholder: 'Add Button',
        typeOptions: { multipleValues: true },
        options: [
          {
            name: 'values',
            displayName: 'Button',
            values: [
              { type: 'string', displayName: 'Title', name: 'title', default: '', description: 'A text' },
            ],
          },
        ],
        displayName: 'Buttons',
        name: 'buttons',
        default: {},
        ...shown,
        displayOptions: { show: { vendor: ['acme'], generation: ['large'] } },
      },
    ]);
  });

  test('are required where every operation needs them, as what is addressed or otherwise', () => {
    const required = (node: 'sendText' | 'sendMedia' | 'sendTemplate') =>
      ownProperties(node).flatMap((property) => (property.required === true ? [property.name] : []));
    expect(required('sendText')).toEqual(['mailboxId']);
    expect(required('sendMedia')).toEqual(['chatId']);
    expect(required('sendTemplate')).toEqual(['chatId']);
  });

  test('stand under Options where they say so', () => {
    expect(ownOptions('sendText')).toStrictEqual([
      {
        type: 'boolean',
        displayName: 'Loud',
        name: 'loud',
        default: false,
        description: 'A text',
        displayOptions: { show: { '/vendor': ['acme'] } },
      },
    ]);
    expect(ownOptions('sendMedia')).toEqual([]);
  });
});
