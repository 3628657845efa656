import { isObject } from '../fields';
import { wrong, type Rendering } from '../components';
import { INTERFLOW_TEMPLATES } from './interflowFixtures';
import { fillIn, variablesOf } from '../templates';
import type { ApprovedTemplate } from '../templates';

/** Finds an approved template by Meta's name and language, as v1 asks for it. */
export function templateByName(name: string, language: string): ApprovedTemplate | undefined {
  return Object.values(INTERFLOW_TEMPLATES).find(
    (template) => template.name === name && template.language === language,
  );
}

/** Fills a template in from the current generation's variables: an object in key order, or a list. */
export function fromVariables(template: ApprovedTemplate, variables: unknown): Rendering {
  const texts = Array.isArray(variables) ? variables : isObject(variables) ? Object.values(variables) : [];
  const expected = variablesOf(template.body);
  if (texts.length !== expected.length) {
    return wrong('variables', `O template espera ${expected.length} variáveis`);
  }
  const values = Object.fromEntries(expected.map((name, index) => [name, String(texts[index])]));
  const { name, language, footer } = template;
  return {
    message: {
      text: fillIn(template.body, values),
      template: {
        name,
        language,
        ...(footer && { footer }),
        ...(template.buttons && { buttons: template.buttons.map((button) => button.text) }),
      },
    },
  };
}
