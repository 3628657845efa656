import { invalidInput } from '../../core/contract/outcome';
import { headerOf, type Button, type HeaderInput } from '../../core/contract/templateParts';
import type { Variable } from '../../core/contract/variables';

/** What a template is filled with, in the form of Meta's Cloud API, which others have taken over. */

/** One part of a template with its values. */
export interface TemplateComponent {
  type: 'header' | 'body' | 'button';
  sub_type?: string;
  index?: string;
  parameters: ReadonlyArray<Record<string, unknown>>;
}

/**
 * The header where one is given, as a list of one or none.
 *
 * @param nameOf the name of a document by its link, where the vendor takes one
 * @throws MessagingError (`notSent`) for half a header
 */
export function headerComponents(
  input: HeaderInput,
  nameOf: (link: string) => string | undefined = () => undefined,
): TemplateComponent[] {
  const given = headerOf(input);
  if (given === undefined) return [];
  const { type, value, variable } = given;
  if (type === 'text') {
    const name = variable === undefined || isPlace({ name: variable }) ? {} : { parameter_name: variable };
    return [{ type: 'header', parameters: [{ type, ...name, text: value }] }];
  }
  const filename = type === 'document' ? nameOf(value) : undefined;
  const file = { link: value, ...(filename !== undefined && { filename }) };
  return [{ type: 'header', parameters: [{ type, [type]: file }] }];
}

/** The body where it has variables, as a list of one or none. */
export const bodyComponents = (
  variables: readonly Variable[],
  parameterOf: (variable: Variable) => Record<string, unknown>,
): TemplateComponent[] =>
  variables.length === 0 ? [] : [{ type: 'body', parameters: variables.map(parameterOf) }];

/** Whether a variable has a place in the text, `{{1}}`, and no name. */
export const isPlace = ({ name }: Pick<Variable, 'name'>): boolean => /^\d+$/.test(name);

/** A variable by its place alone. */
export const byPlace = ({ value }: Variable) => ({ type: 'text', text: value });

/** A variable by its name where it has one. */
export const byName = (variable: Variable) => ({
  type: 'text',
  ...(!isPlace(variable) && { parameter_name: variable.name }),
  text: variable.value,
});

/**
 * WhatsApp refuses a template that is filled in by place and by name at once.
 *
 * @throws MessagingError (`notSent`)
 */
export function refuseMixed(variables: ReadonlyArray<Pick<Variable, 'name'>>): void {
  const places = variables.filter(isPlace);
  if (places.length > 0 && places.length < variables.length)
    throw invalidInput(
      '"Variables" has numbers and words as names; a template has one or the other.',
      'Name all of them as the template does.',
    );
}

const FILLED = {
  url: (value: string) => ({ type: 'text', text: value }),
  quick_reply: (value: string) => ({ type: 'payload', payload: value }),
  copy_code: (value: string) => ({ type: 'coupon_code', coupon_code: value }),
} as const;

/** A button that takes a value. */
export const buttonComponent = ({ index, kind, value }: Button): TemplateComponent => ({
  type: 'button',
  sub_type: kind,
  index: String(index),
  parameters: [FILLED[kind](value)],
});
