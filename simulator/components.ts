import { isFilled, isObject } from './fields';
import type { InboxMessage } from './recording';
import { fillIn, variablesOf } from './templates';
import type { ApprovedTemplate } from './templates';

/** A template as the phone shows it, or what was wrong with its parameters. */
export type Rendering =
  | { message: Pick<InboxMessage, 'text' | 'template' | 'media'> }
  | { wrong: { field: string; message: string } };

export const wrong = (field: string, message: string): Rendering => ({ wrong: { field, message } });

/**
 * Fills a template in from Meta's `components`: body, header and button parameters, whose number must be
 * exactly the template's (at Meta a mismatch is code 132000).
 */
export function fromComponents(template: ApprovedTemplate, components: unknown): Rendering {
  if (components !== undefined && !Array.isArray(components)) {
    return wrong('content.components', 'Deve ser uma lista');
  }
  const values: Record<string, string> = {};
  const buttonValues: Record<number, Record<string, string>> = {};
  let header: Parameter | undefined;
  for (const [position, component] of (components ?? []).entries()) {
    const field = `content.components[${position}]`;
    const read = readComponent(component);
    if (typeof read === 'string') return wrong(field, read);
    if (read.type === 'body') Object.assign(values, textValues(read.parameters));
    if (read.type === 'header') header = read.parameters[0];
    if (read.type === 'button') buttonValues[read.index] = textValues(read.parameters);
  }
  const expected = variablesOf(template.body);
  if (expected.length !== Object.keys(values).length || !expected.every((name) => name in values)) {
    return wrong('content.components', `O template espera ${expected.length} parâmetros no corpo`);
  }
  const headerType = template.header?.type;
  if (headerType && headerType !== 'text' && header?.type !== headerType) {
    return wrong('content.components', `O template espera um cabeçalho do tipo ${headerType}`);
  }
  if (header && !headerType) return wrong('content.components', 'O template não tem cabeçalho');
  const inHeader = variablesOf(template.header?.text ?? '');
  const ofHeader = textValues(header && headerType === 'text' ? [header] : []);
  if (inHeader.some((name) => !(name in ofHeader)))
    return wrong('content.components', 'Falta o parâmetro do cabeçalho');
  const buttons = (template.buttons ?? []).map((button, index) => {
    const suffix = buttonValues[index] ?? {};
    const needed = variablesOf(button.url ?? '').length;
    return needed > 0 && Object.keys(suffix).length !== needed
      ? null
      : `${button.text}${button.url ? ` (${fillIn(button.url, suffix)})` : ''}`;
  });
  if (buttons.includes(null)) return wrong('content.components', 'Falta o parâmetro do botão');
  return {
    message: {
      text: fillIn(template.body, values),
      template: {
        name: template.name,
        language: template.language,
        ...(template.header?.type === 'text' && {
          header: fillIn(template.header.text ?? '', textValues(header ? [header] : [])),
        }),
        ...(template.footer && { footer: template.footer }),
        ...(buttons.length > 0 && { buttons: buttons.filter((text) => text !== null) }),
      },
      ...(header?.link && { media: { url: header.link } }),
    },
  };
}

interface Parameter {
  type: string;
  text: string;
  name?: string;
  link?: string;
}

interface Component {
  type: 'header' | 'body' | 'button';
  index: number;
  parameters: Parameter[];
}

function readComponent(component: unknown): Component | string {
  if (!isObject(component)) return 'Deve ser um objeto';
  const { type, sub_type: subType, index, parameters } = component;
  if (type !== 'header' && type !== 'body' && type !== 'button') return 'Tipo de componente inválido';
  if (!Array.isArray(parameters)) return "Campo 'parameters' é obrigatório";
  if (type === 'button' && (!isFilled(subType) || !/^\d$/.test(String(index)))) {
    return "Botão precisa de 'sub_type' e 'index'";
  }
  const read = parameters.map(readParameter);
  const refused = read.find((parameter) => typeof parameter === 'string');
  if (typeof refused === 'string') return refused;
  return { type, index: Number(index ?? 0), parameters: read as Parameter[] };
}

function readParameter(parameter: unknown): Parameter | string {
  if (!isObject(parameter) || !isFilled(parameter['type'])) return 'Parâmetro sem tipo';
  const { type, parameter_name: name } = parameter;
  const named = isFilled(name) ? { name } : {};
  if (type === 'image' || type === 'video' || type === 'document') {
    const media = parameter[type];
    const link = isObject(media) ? (media['link'] ?? media['id']) : undefined;
    return isFilled(link) ? { type, text: '', link } : `Parâmetro '${type}' precisa de 'link'`;
  }
  const detail = parameter[String(type)];
  const text = isObject(detail)
    ? detail['fallback_value']
    : type === 'payload'
      ? parameter['payload']
      : detail;
  if (type === 'coupon_code' || type === 'text' || type === 'payload') {
    return typeof text === 'string' ? { type, text, ...named } : `Parâmetro '${type}' deve ser texto`;
  }
  if (type === 'currency' || type === 'date_time') return { type, text: String(text ?? ''), ...named };
  return `Tipo de parâmetro '${String(type)}' inválido`;
}

/** Positional parameters are named 1, 2, ...; named ones keep their names. */
function textValues(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map((parameter, index) => [parameter.name ?? String(index + 1), parameter.text]),
  );
}
