import { isExpression, partsOf } from '../running/expressionParts';
import type { Run } from '../running/run';

/**
 * n8n asks for approval of a tool with `{{ $tool.parameters }}`, which is an object and would read "[object Object]".
 * In a message of a tool each object is written out, one value a line.
 *
 * @returns undefined where the message holds no such part
 */
export function readableMessage({ context, isTool, written }: Run, item: number): string | undefined {
  const { message } = written;
  if (!isTool || !isExpression(message)) return undefined;
  const values = partsOf(message.slice(1)).map((part) =>
    'typed' in part ? part.typed : context.evaluateExpression(`{{${part.code}}}`, item),
  );
  if (!values.some(isObject)) return undefined;
  return values.map((value) => (isObject(value) ? lines(value).join('\n') : (value ?? ''))).join('');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function lines(value: object): string[] {
  return Object.entries(value).map(
    ([name, each]) => `${name}: ${isObject(each) ? JSON.stringify(each) : (each as string)}`,
  );
}
