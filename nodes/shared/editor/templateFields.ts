import type {
  ICredentialDataDecryptedObject,
  ILoadOptionsFunctions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import { readTemplateText, type TemplatePlace } from '../../../core/contract/templateText';
import { variableNamed, type VariableNames } from '../../../core/contract/vendor';
import { isBlank, sentence } from '../../../core/contract/text';
import { savedTemplates, savedTextOf } from '../../../core/input/saved';
import { specifications, vendorsOf } from './conditions';
import { chosen } from './locator';
import { TEMPLATE_FIELDS } from './templateVariables';

/** The form of a template: what n8n calls to learn which fields it has. */

type FieldsMethod = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

/** The methods of a node that fills templates. */
export const templateFields = (node: NodeOperation): { resourceMapping: Record<string, FieldsMethod> } => ({
  resourceMapping: {
    [TEMPLATE_FIELDS]: async function () {
      return await fieldsOf(this, node);
    },
  },
});

const nothing = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });

async function fieldsOf(context: ILoadOptionsFunctions, node: NodeOperation): Promise<ResourceMapperFields> {
  const vendor = vendorsOf(node).find(({ id }) => id === context.getCurrentNodeParameter('vendor'));
  if (vendor === undefined) return nothing('Choose a vendor first.');
  const names = specifications(vendor, node).find(({ variableNames }) => variableNames)?.variableNames;
  const typed = context.getCurrentNodeParameter('templateText');
  const isTyped = typeof typed === 'string' && !isBlank(typed);
  const text = isTyped ? typed : await savedText(context, vendor.credential.type);
  if (names !== undefined) return { fields: namedFields(names, text) };
  if (text === '')
    return nothing(
      'The credential keeps no text of this template. Paste its approved text into "Template Text", or save it in the credential under "Saved Templates".',
    );
  const read = readTemplateText(text);
  if ('fault' in read) return nothing(sentence(isTyped ? 'Template Text' : 'Saved Templates', read.fault));
  const fields = read.template.places.map(fieldOf);
  return fields.length > 0
    ? { fields }
    : nothing('This template has no variables: nothing has to be filled in.');
}

/** The text that the credential keeps of the chosen template; empty where there is none. */
async function savedText(context: ILoadOptionsFunctions, type: string): Promise<string> {
  const data = await context.getCredentials<ICredentialDataDecryptedObject>(type).catch(() => undefined);
  const id = chosen(context.getCurrentNodeParameter('template'));
  return data === undefined ? '' : savedTextOf(savedTemplates(data), id);
}

const field = (id: string, label: string, required: boolean): ResourceMapperField => ({
  id,
  displayName: label,
  required,
  defaultMatch: false,
  canBeUsedToMatch: false,
  display: true,
  type: 'string',
});

/** A variable with a name is first filled from the column of that name; for a number there is none. */
function fieldOf(place: TemplatePlace): ResourceMapperField {
  const { id, around } = place;
  const isColumn = place.part === 'body' && !/^\d+$/.test(id);
  return {
    ...field(id, `${id}: ${around}`, true),
    ...(isColumn && { defaultValue: columnExpression(id) }),
  };
}

/** The expression that stands in a field before anybody changes it. */
export const columnExpression = (name: string): string => `={{ $json[${JSON.stringify(name)}] }}`;

/** Where a vendor has fixed names: all of them; needed are those of which the text tells. */
function namedFields(names: VariableNames, text: string): ResourceMapperField[] {
  const read = readTemplateText(text);
  const needed = 'template' in read ? read.template.places.map(({ id }) => variableNamed(names, id)) : [];
  return Object.entries(names).map(([name, { label }]) =>
    field(name, `${name}: ${label}`, needed.includes(name)),
  );
}
