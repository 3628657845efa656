import {
  NodeHelpers,
  type INodeParameters,
  type INodeProperties,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeTypes } from './packageTypes';

/** The forms of the nodes as n8n shows them, worked out from the descriptions: what a browser or a picture must show. */

/** A form as somebody sees it who opens the node: what its lines say, from top to bottom. */
export interface Form {
  /** The node's name in workflows. */
  node: string;
  /** What its pictures are named: the node, the choice that everything depends on, and what else was chosen. */
  name: string;
  /** The name of the choice, as in its list; the node's own where it has none. */
  title: string;
  /** The parameters that were chosen; everything else is as it comes. */
  parameters: INodeParameters;
  /** A label, with NEEDED behind it where the form asks for a value; a notice as NOTICE and its text. */
  lines: string[];
}

export const NEEDED = ' (needed)';
export const NOTICE = 'Notice: ';

/** The parameters on whose choice a form depends; a form each. */
const CHOICES = ['vendor', 'source'];
const FURTHER_CHOICE = 'generation';

const chosenWords = (property: INodeProperties | undefined): Array<{ name: string; value: string }> =>
  (property?.options ?? []).flatMap((option) =>
    'value' in option && option.value !== '' ? [{ name: option.name, value: String(option.value) }] : [],
  );

/** The form of a node with these parameters. */
export function linesOf(description: INodeTypeDescription, parameters: INodeParameters): string[] {
  const [typeVersion = 1] = [description.version].flat();
  const { properties, credentials = [] } = description;
  const values =
    NodeHelpers.getNodeParameters(properties, parameters, true, false, { typeVersion }, description) ?? {};
  const isShown = (property: Parameters<typeof NodeHelpers.displayParameter>[1]): boolean =>
    NodeHelpers.displayParameter(values, property, { typeVersion }, description);
  return properties.filter(isShown).flatMap((property) => {
    if (property.type === 'hidden') return [];
    if (property.type === 'notice') return [NOTICE + plainText(property.displayName)];
    if (property.type === 'credentials') return credentials.filter(isShown).map(() => 'Credential');
    const isNeeded = property.required === true && isEmpty(values[property.name]);
    return [property.displayName + (isNeeded ? NEEDED : '')];
  });
}

/** The form of a node as it is when it comes onto the canvas. */
export const freshLines = (description: INodeTypeDescription): string[] => linesOf(description, {});

/** One form for each thing that can be chosen in each node of the package. */
export function everyForm(): Form[] {
  return nodeTypes().flatMap(({ description }) => {
    const { name: node, displayName, properties } = description;
    const choice = properties.find(({ name }) => CHOICES.includes(name));
    const form = (name: string, title: string, parameters: INodeParameters): Form => ({
      node,
      name,
      title,
      parameters,
      lines: linesOf(description, parameters),
    });
    if (choice === undefined) return [form(node, displayName, {})];
    return chosenWords(choice).flatMap(({ name, value }) => {
      const parameters = { [choice.name]: value };
      const further = properties.find(
        (property) =>
          property.name === FURTHER_CHOICE &&
          NodeHelpers.displayParameter(parameters, property, null, description),
      );
      const others = chosenWords(further).filter((other) => other.value !== further?.default);
      return [
        form(`${node}-${value}`, name, parameters),
        ...others.map((other) =>
          form(`${node}-${value}-${other.value}`, `${name}, ${other.name}`, {
            ...parameters,
            [FURTHER_CHOICE]: other.value,
          }),
        ),
      ];
    });
  });
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && 'value' in value) return isEmpty(value.value);
  return value === undefined || value === null || value === '';
}

/** A text without its tags, as a browser shows it. */
export const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
