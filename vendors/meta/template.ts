import { invalidInput } from '../../core/contract/outcome';
import { headerOf, type Button, type HeaderType } from '../../core/contract/templateParts';
import type { Variable } from '../../core/contract/variables';

interface Component {
  type: 'header' | 'body' | 'button';
  sub_type?: string;
  index?: string;
  parameters: ReadonlyArray<Record<string, unknown>>;
}

interface TemplateInput {
  variables?: readonly Variable[];
  headerType?: HeaderType;
  headerValue?: string;
  buttons?: readonly Button[];
}

/**
 * What a template is filled with, part by part; what has nothing to fill is left out.
 *
 * @throws MessagingError (`notSent`) for variables of which some have a place and some a name, or half a header
 */
export function components(input: TemplateInput): Component[] {
  return [...header(input), ...body(input.variables ?? []), ...(input.buttons ?? []).map(button)];
}

function header(input: TemplateInput): Component[] {
  const given = headerOf(input);
  if (given === undefined) return [];
  const { type, value } = given;
  return [{ type: 'header', parameters: [{ type, [type]: type === 'text' ? value : { link: value } }] }];
}

const isPlace = ({ name }: Variable): boolean => /^\d+$/.test(name);

function body(variables: readonly Variable[]): Component[] {
  if (variables.length === 0) return [];
  const places = variables.filter(isPlace);
  if (places.length > 0 && places.length < variables.length)
    throw invalidInput(
      '"Variables" has numbers and words as names; a template has one or the other.',
      'Name all of them as the template does.',
    );
  const parameters = variables.map((variable) => ({
    type: 'text',
    ...(!isPlace(variable) && { parameter_name: variable.name }),
    text: variable.value,
  }));
  return [{ type: 'body', parameters }];
}

const FILLED = {
  url: (value: string) => ({ type: 'text', text: value }),
  quick_reply: (value: string) => ({ type: 'payload', payload: value }),
  copy_code: (value: string) => ({ type: 'coupon_code', coupon_code: value }),
} as const;

const button = ({ index, kind, value }: Button): Component => ({
  type: 'button',
  sub_type: kind,
  index: String(index),
  parameters: [FILLED[kind](value)],
});
