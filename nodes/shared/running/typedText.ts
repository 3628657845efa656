import { shown } from '../../../core/contract/text';
import type { Fault } from '../../../core/contract/text';
import { isExpression, partsOf } from './expressionParts';

/**
 * What somebody typed or pasted that n8n would have to work out, and does not: an expression in a field that is not
 * switched to Expression, one with a sign too many, one without its braces. Only n8n's own words count; other double
 * braces are placeholders of vendors. Nothing of this is looked for in data.
 */

/** n8n's own words, as they begin an expression. */
const WORDS =
  'json|node|now|today|items?|itemIndex|input|vars|env|workflow|execution|binary|prevNode|runIndex|from[aA][iI]|jmes[pP]ath|if|ifEmpty|parameter|secrets|max|min';

const INSIDE_BRACES = new RegExp(
  `\\$(?:\\(|(?:${WORDS})\\b)|\\bDateTime\\s?\\.\\s?(?:now|local|utc|from[A-Z])`,
);

/** Without braces only what can be nothing else, with the path behind it. */
const BARE =
  /\$json(?:\??\.[\p{L}_]|\[["'\d])|\$\(\s?["'][^"'\n]{1,100}["']\s?\)\s?\.|\$node\[\s?["']|\$input\.(?:item|first|all|last)\b/u;

/** The whole field, in braces of any number or quotes. */
const WHOLE =
  /^["'{[]{0,3}\s?(\$(?:json|now|today|binary|itemIndex|input|item)(?:\.[\w.()$'"/ -]{1,60})?)\s?["'}\]]{0,3}$/;

/** The longest field that can be one. */
const LONGEST_WHOLE = 120;

const READ = new Map<string, Fault | null>();
const MOST_READ = 1_000;

/** What is wrong with a text as it was typed; undefined where nothing is. */
export function faultAsTyped(written: string): Fault | undefined {
  const known = READ.get(written);
  if (known !== undefined) return known ?? undefined;
  const fault = isExpression(written) ? faultInExpression(written.slice(1)) : faultInFixed(written);
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(written, fault ?? null);
  return fault;
}

function faultInFixed(written: string): Fault | undefined {
  if (!/\$|DateTime/.test(written)) return undefined;
  const parts = partsOf(written);
  for (const part of parts)
    if ('code' in part && INSIDE_BRACES.test(part.code))
      return {
        says: `holds the expression ${shown(`{{${part.code}}}`)}, but is not switched to Expression, so it would be sent as it is typed`,
        nextStep: 'Switch the field to Expression and type it there.',
      };
  return faultWithoutBraces(parts.map((part) => ('typed' in part ? part.typed : '')).join(' '));
}

function faultInExpression(written: string): Fault | undefined {
  const parts = partsOf(written);
  for (const [place, part] of parts.entries()) {
    if (!('typed' in part) || parts[place + 1] === undefined) continue;
    if ((place === 0 && part.typed.trim() === '=') || /["']=$/.test(part.typed))
      return {
        says: 'has an equals sign before its expression, which would be sent with it',
        nextStep: 'Delete the sign: the field is an expression already.',
      };
  }
  return faultWithoutBraces(parts.map((part) => ('typed' in part ? part.typed : '{{}}')).join(''));
}

function faultWithoutBraces(typed: string): Fault | undefined {
  const whole = typed.length <= LONGEST_WHOLE ? WHOLE.exec(typed.trim())?.[1] : undefined;
  const found = whole ?? BARE.exec(typed)?.[0];
  if (found === undefined) return undefined;
  const example = whole === undefined ? 'e.g. {{ $json.name }}' : `as {{ ${shown(whole)} }}`;
  return {
    says: `holds ${shown(found)} outside of double braces, so it would be sent as it is typed`,
    nextStep: `Switch the field to Expression and write it in double braces, ${example}.`,
  };
}
