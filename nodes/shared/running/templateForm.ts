import type { IDataObject } from 'n8n-workflow';
import { complaint, isEmpty } from '../../../core/contract/inputs';
import { invalidInput } from '../../../core/contract/outcome';
import {
  filledIn,
  placeOfId,
  readTemplateText,
  variablesIn,
  type TemplatePlace,
  type TemplateText,
} from '../../../core/contract/templateText';
import { variableNamed, type VariableNames } from '../../../core/contract/vendor';
import { enumerated, isBlank, readText, sentence, shown } from '../../../core/contract/text';
import type { Button } from '../../../core/contract/templateParts';
import { columnExpression } from '../editor/templateFields';

/** What the form of a template fills in, for one item. */

/** Inputs of the core, and how the message reads with them. */
export interface FilledTemplate {
  inputs: Record<string, unknown>;
  /** Undefined where the text of the template is not known. */
  wording: string | undefined;
}

/** What is known of a form and of the item that fills it. */
export interface TemplateForm {
  /** The parameter `templateVariables`, worked out for the item. */
  given: unknown;
  /** The same before expressions. */
  written: unknown;
  /** The parameter `templateText`, or what the credential keeps; blank where neither is there. */
  text: string;
  /** Where the text comes from, in the user's words. */
  label: string;
  /** The columns of the item. */
  columns: IDataObject;
  /** The only names that variables may have, where the vendor has fixed ones. */
  names: VariableNames | undefined;
  /** Whether the vendor takes the name of the variable in a header. */
  namesHeader: boolean;
}

/**
 * Reads a form.
 *
 * @throws MessagingError (`notSent`) that names every variable without a value
 */
export function fillTemplate(form: TemplateForm): FilledTemplate {
  const read = isBlank(form.text) ? undefined : readTemplateText(form.text);
  if (read !== undefined && 'fault' in read) throw complaint(sentence(form.label, read.fault));
  const template = read?.template;
  const places = placesOf(form, template);
  const values = new Map<string, unknown>();
  for (const { id } of places) {
    const value = [id, HEADER_WITHOUT_NAME.exec(id)?.[0]]
      .map((each) => (each === undefined ? undefined : valueOf(form, each)))
      .find((each) => !isEmpty(each));
    if (value !== undefined) values.set(id, value);
  }
  const { names = {} } = form;
  const missing = neededBy(form, template).filter(({ id }) => !values.has(variableNamed(names, id) ?? id));
  if (missing.length > 0) throw withoutValue(form, missing);
  return { inputs: inputsOf(form, places, values), wording: template && wordingOf(template, values) };
}

/** How forms and columns call a text header that do not name its variable. */
const HEADER_WITHOUT_NAME = /^header text(?= )/;

/** What must have a value: all that the text needs, else what the form marked. */
function neededBy(
  { given }: TemplateForm,
  template: TemplateText | undefined,
): ReadonlyArray<Pick<TemplatePlace, 'id' | 'around'>> {
  return template?.places ?? fieldsIn(given).filter(({ required }) => required);
}

type Place = Pick<TemplatePlace, 'id'> | TemplatePlace;

/** The fields that the form had when it was filled in; those without a value are told apart by what is required. */
function fieldsIn(given: unknown): Array<{ id: string; around: string; required: boolean }> {
  const { schema } = recordOf(given);
  if (!Array.isArray(schema)) return [];
  return schema.flatMap((field: unknown) => {
    const { id, displayName, required, removed } = recordOf(field);
    if (typeof id !== 'string' || removed === true) return [];
    const label = typeof displayName === 'string' ? displayName : id;
    return [{ id, around: label.slice(id.length).replace(/^: /, ''), required: required === true }];
  });
}

/** What may be filled in: what the text needs, or the vendor's fixed names, or else what the form holds. */
function placesOf({ given, names, label }: TemplateForm, template: TemplateText | undefined): Place[] {
  if (names !== undefined) {
    const strange = template?.places.find(({ id }) => variableNamed(names, id) === undefined);
    if (strange !== undefined)
      throw invalidInput(
        `"${label}" has the variable "${shown(strange.id)}", which this vendor does not fill.`,
        `Write it as one of: ${Object.keys(names).join(', ')}.`,
      );
    return Object.keys(names).map((id) => ({ id }));
  }
  if (template !== undefined) return [...template.places];
  const fields = fieldsIn(given);
  if (fields.length > 0) return fields.map(({ id, around }) => ({ ...placeOfId(id), around }));
  if (isAutomatic(given))
    throw invalidInput(
      '"Template Text" is empty, so nobody knows which columns the template needs.',
      'Paste the approved text of the template, or map each variable by hand.',
    );
  return Object.keys(recordOf(recordOf(given)['value'])).map(placeOfId);
}

const isAutomatic = (given: unknown): boolean => recordOf(given)['mappingMode'] === 'autoMapInputData';

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function valueOf({ given, written, columns }: TemplateForm, id: string): unknown {
  if (isAutomatic(given)) return columnOf(columns, id);
  const values = recordOf(recordOf(given)['value']);
  const value = Object.hasOwn(values, id) ? values[id] : undefined;
  // The expression that the form itself put there knows one spelling of the column only.
  const isUntouched = recordOf(recordOf(written)['value'])[id] === columnExpression(id);
  return isEmpty(value) && isUntouched ? columnOf(columns, id) : value;
}

/** In small letters, without accents, blanks and signs: "Número do pedido" is "numero_do_pedido". */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

/** The column of a name, else the only one whose name differs in spelling alone. */
function columnOf(columns: IDataObject, name: string): unknown {
  if (Object.hasOwn(columns, name)) return columns[name];
  const alike = Object.keys(columns).filter((column) => plain(column) === plain(name));
  if (alike.length > 1)
    throw invalidInput(
      `The columns ${enumerated(alike.map((column) => `"${shown(column)}"`))} could both fill the variable "${shown(name)}".`,
      'Name one of them exactly like the variable.',
    );
  return alike[0] === undefined ? undefined : columns[alike[0]];
}

function withoutValue(
  { given, label }: TemplateForm,
  missing: ReadonlyArray<Pick<TemplatePlace, 'id' | 'around'>>,
) {
  const all = missing.map(({ id, around }) => `"${shown(id)}"${around === '' ? '' : ` (${around})`}`);
  const several = all.length > 1;
  return invalidInput(
    `"${label}" needs ${several ? 'values' : 'a value'} for ${enumerated(all)}, and this item has none.`,
    isAutomatic(given)
      ? `Add ${several ? 'columns' : 'a column'} of ${several ? 'these names' : 'this name'}, or map each variable by hand.`
      : 'Fill it in under "Values", or correct the column that its expression names.',
  );
}

function inputsOf(
  { namesHeader }: TemplateForm,
  places: readonly Place[],
  values: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  const variables: Array<{ name: string; value: unknown }> = [];
  const buttons: Array<Pick<Button, 'index' | 'kind'> & { value: unknown }> = [];
  const inputs: Record<string, unknown> = {};
  for (const place of places) {
    if (!values.has(place.id)) continue;
    const value = values.get(place.id);
    if (!('part' in place) || place.part === 'body') variables.push({ name: place.id, value });
    else if (place.part === 'header')
      Object.assign(inputs, {
        headerType: place.type,
        headerValue: value,
        ...(namesHeader && place.variable !== undefined && { headerVariable: place.variable }),
      });
    else buttons.push({ index: place.index, kind: place.kind, value });
  }
  if (variables.length > 0) inputs['variables'] = variables;
  if (buttons.length > 0) inputs['buttons'] = buttons;
  return inputs;
}

/** The message as the recipient reads it. */
function wordingOf(template: TemplateText, values: ReadonlyMap<string, unknown>): string {
  const texts = new Map([...values].map(([id, value]) => [id, textOf(value)]));
  const place = template.places.find(({ part }) => part === 'header');
  const header = place === undefined ? undefined : values.get(place.id);
  const top =
    template.header === undefined
      ? undefined
      : filledIn(template.header, onlyVariable(template.header, header));
  return [top, filledIn(template.body, texts), template.footer]
    .filter((part) => part !== undefined)
    .join('\n');
}

/** A text header has one variable at most, whatever it is called. */
function onlyVariable(header: string, value: unknown): Map<string, string> {
  const [name] = variablesIn(header);
  return new Map(name === undefined || value === undefined ? [] : [[name, textOf(value)]]);
}

function textOf(value: unknown): string {
  const read = readText(value);
  return 'text' in read ? read.text : '';
}
