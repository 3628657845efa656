import { invalidInput } from '../../core/contract/outcome';
import type { Button, HeaderType } from '../../core/contract/templateParts';
import type { Variable } from '../../core/contract/variables';
import {
  bodyComponents,
  buttonComponent,
  byName,
  headerComponents,
  isPlace,
  type TemplateComponent,
} from '../families/templateComponents';

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
export function components(input: TemplateInput): TemplateComponent[] {
  const { variables = [], buttons = [] } = input;
  const header = headerComponents(input);
  refuseMixed(variables);
  return [...header, ...bodyComponents(variables, byName), ...buttons.map(buttonComponent)];
}

function refuseMixed(variables: readonly Variable[]): void {
  const places = variables.filter(isPlace);
  if (places.length > 0 && places.length < variables.length)
    throw invalidInput(
      '"Variables" has numbers and words as names; a template has one or the other.',
      'Name all of them as the template does.',
    );
}
