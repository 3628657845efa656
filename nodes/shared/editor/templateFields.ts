import {
  NodeOperationError,
  type ICredentialDataDecryptedObject,
  type ILoadOptionsFunctions,
  type ResourceMapperField,
  type ResourceMapperFields,
} from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import { readTemplateText, type TemplatePlace } from '../../../core/contract/templateText';
import { variableNamed, type VariableNames, type Vendor } from '../../../core/contract/vendor';
import { isBlank, sentence } from '../../../core/contract/text';
import { savedTemplates, savedTextOf } from '../../../core/input/saved';
import { specifications, vendorsOf } from './conditions';
import { listOf } from './lists';
import { chosen } from './locator';
import { templateTextAt } from './lookups';
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
  const text = isTyped ? typed : await knownText(context, node, vendor);
  if (text instanceof NodeOperationError) return nothing(text.message);
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

/**
 * The text of the chosen template: what the credential keeps, else what the vendor gives.
 *
 * @returns empty where nobody has one; as an error with a sentence where the vendor could not be asked
 */
async function knownText(
  context: ILoadOptionsFunctions,
  node: NodeOperation,
  vendor: Vendor,
): Promise<string | NodeOperationError> {
  const { type } = vendor.credential;
  const data = await context.getCredentials<ICredentialDataDecryptedObject>(type).catch(() => undefined);
  const id = chosen(context.getCurrentNodeParameter('template'));
  if (data === undefined || typeof id !== 'string' || isBlank(id)) return '';
  const saved = savedTextOf(savedTemplates(data), id);
  const lookup = listOf(node, vendor, 'template')?.lookup?.text;
  if (saved !== '' || lookup === undefined) return saved;
  return await templateTextAt(context, vendor, lookup, data, id).catch((thrown: unknown) => {
    if (thrown instanceof NodeOperationError) return thrown;
    throw thrown;
  });
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
