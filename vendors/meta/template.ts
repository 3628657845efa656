import { invalidInput } from '../../core/contract/outcome';
import { nameOfLink } from '../../core/files/names';
import type { Button, HeaderInput } from '../../core/contract/templateParts';
import type { Variable } from '../../core/contract/variables';
import {
  bodyComponents,
  buttonComponent,
  byName,
  headerComponents,
  isPlace,
  refuseMixed,
  type TemplateComponent,
} from '../families/templateComponents';

interface TemplateInput extends HeaderInput {
  variables?: readonly Variable[];
  buttons?: readonly Button[];
}

/**
 * What a template is filled with, part by part; what has nothing to fill is left out.
 *
 * @throws MessagingError (`notSent`) for variables of which some have a place and some a name, or half a header
 */
export function components(input: TemplateInput): TemplateComponent[] {
  const { variables = [], buttons = [], headerType, headerVariable } = input;
  const header = headerComponents(input, nameOfLink);
  refuseMixed(headerVariable === undefined ? variables : [...variables, { name: headerVariable }]);
  if (headerType === 'text' && headerVariable === undefined) refuseNamed(variables);
  return [...header, ...bodyComponents(variables, byName), ...buttons.map(buttonComponent)];
}

/** Where the body has names, the header has one, too, and Meta refuses a value without it. */
function refuseNamed(variables: readonly Variable[]): void {
  if (variables.some((variable) => !isPlace(variable)))
    throw invalidInput(
      '"Header Variable" is empty, but the variables of this template have names.',
      'Fill in the name that stands between the braces in its header.',
    );
}
