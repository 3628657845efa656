import { z } from 'zod/v4';
import { readText, shown } from '../../core/contract/text';
import { invalidInput } from '../../core/contract/outcome';
import type { OwnInput } from '../../core/contract/vendor';
import type { Variable } from '../../core/contract/variables';

/** The contact's fields as the API names them; `telefone1` and `documento` come from the number. */
export const CONTACT_FIELDS = {
  documento: {
    label: 'Document (CPF or CNPJ)',
    description: 'Or any other unique ID; the number is used when left out',
  },
  nome: {
    label: 'Full Name',
    description: 'PRIMEIRO_NOME in a template is its first word',
    alsoCalled: ['PRIMEIRO_NOME'],
  },
  telefone2: { label: 'Second Phone', description: 'Digits only' },
  telefone3: { label: 'Third Phone', description: 'Digits only' },
  email: { label: 'Email', description: 'Email of the contact' },
  endereco: { label: 'Street Address', description: 'Street and number' },
  bairro: { label: 'District', description: 'Bairro' },
  cep: { label: 'Postal Code', description: 'CEP' },
  cidade: { label: 'City', description: 'Cidade' },
  estado: { label: 'State', description: 'Two letters, e.g. SP' },
  pais: { label: 'Country', description: 'Two letters, e.g. BR' },
  geral1: { label: 'General 1', description: 'Free field for a template variable, geral1 in the panel' },
  geral2: { label: 'General 2', description: 'Free field for a template variable, geral2 in the panel' },
  geral3: { label: 'General 3', description: 'Free field for a template variable, geral3 in the panel' },
  geral4: { label: 'General 4', description: 'Free field for a template variable, geral4 in the panel' },
  geral5: { label: 'General 5', description: 'Free field for a template variable, geral5 in the panel' },
} as const;

type ContactField = keyof typeof CONTACT_FIELDS;

const NAMES = Object.keys(CONTACT_FIELDS) as ContactField[];

export type Contact = Partial<Record<ContactField, string>>;

/** Empty text counts: it empties the field. */
const fieldValue = (name: ContactField) =>
  z.unknown().transform((value, context): string => {
    if (value === '') return value;
    const read = readText(value);
    if ('text' in read) return read.text;
    const { says, nextStep } = read.fault;
    const message = `"${CONTACT_FIELDS[name].label}" under "Contact Fields" ${says}. ${nextStep}`;
    context.addIssue({ code: 'custom', message, continue: false });
    return z.NEVER;
  });

/** The input under which the node asks for them. A field that was added and left empty is sent empty. */
export const contactInput = {
  label: 'Contact Fields',
  description: 'Details of the contact; a campaign fills the variables of its template from them',
  schema: z
    .strictObject(Object.fromEntries(NAMES.map((name) => [name, fieldValue(name).optional()])), {
      error: '"Contact Fields" has a field that Talk.me does not know. Use the fields of the list.',
    })
    .transform((contact): Contact | undefined => (Object.keys(contact).length === 0 ? undefined : contact)),
  control: { kind: 'fields', fields: CONTACT_FIELDS, inTemplate: true },
  default: {},
} as const satisfies OwnInput;

export const ADDRESS_KEYS = ['both', 'ascii', 'accented'] as const;

export type AddressKeys = (typeof ADDRESS_KEYS)[number];

/** Spellings of two fields: the reference's table writes them plain, its sample with accents. */
const ACCENTED: Readonly<Record<string, string>> = { endereco: 'endereço', pais: 'país' };

/**
 * The contact with the template's variables in it. At Talk.me a variable *is* one of the contact's fields.
 *
 * @throws MessagingError (`notSent`) for a variable that is no field, or is given twice
 */
export function withVariables(contact: Contact = {}, variables: readonly Variable[] = []): Contact {
  const merged: Record<string, string> = { ...contact };
  for (const { name, value } of variables) {
    if (!Object.hasOwn(CONTACT_FIELDS, name))
      throw invalidInput(
        `The variable "${shown(name)}" is no contact field of Talk.me, and its campaigns read nothing else.`,
        `Use one of: ${NAMES.join(', ')}.`,
      );
    if (Object.hasOwn(merged, name) && merged[name] !== value)
      throw invalidInput(
        `"${name}" is given twice, as a variable and as a contact field.`,
        'Keep one of them.',
      );
    merged[name] = value;
  }
  return merged;
}

/** The contact as `info_contato`, keys in the order of the reference. */
export function contactInfo(number: string, contact: Contact, email: string | undefined, keys: AddressKeys) {
  const complete: Contact & { telefone1: string } = {
    documento: number,
    ...(email !== undefined && { email }),
    ...contact,
    telefone1: number,
  };
  const order: Array<keyof typeof complete> = ['documento', 'nome', 'telefone1', ...NAMES.slice(2)];
  const info: Record<string, string> = {};
  for (const name of order) {
    const value = complete[name];
    if (value === undefined) continue;
    const accented = ACCENTED[name];
    if (accented === undefined || keys !== 'accented') info[name] = value;
    if (accented !== undefined && keys !== 'ascii') info[accented] = value;
  }
  return info;
}
