import * as workflow from 'n8n-workflow';

/**
 * Parameters that need no expression engine. n8n evaluates every expression in an isolate of its own, which
 * costs more than all the rest of an item; but most are no more than `={{ $json.phone }}` or
 * `=Hi {{ $json.name }}`. Those are read here, wherever the result is certain to be the same: a path of own
 * properties that ends in text, a number or a boolean, or text around paths that end in text. For everything
 * else the engine is asked. A property test compares the two.
 */

/** A value that was found without the engine. */
export interface Plain {
  value: unknown;
}

type Segment = { text: string } | { path: string[] };

const PATH = /^\s*\$json((?:\.[A-Za-z_]\w*|\["[^"\\]*"\]|\['[^'\\]*'\]|\[\d+\])+)\s*$/;
const STEP = /\.([A-Za-z_]\w*)|\["([^"\\]*)"\]|\['([^'\\]*)'\]|\[(\d+)\]/g;

const parsed = new Map<string, Segment[] | undefined>();
const MOST_PARSED = 1_000;

/**
 * Reads a parameter as it is written.
 *
 * @param written the parameter before expressions
 * @param json the item
 * @returns undefined where only the engine can tell
 */
export function plainValue(written: unknown, json: unknown): Plain | undefined {
  if (typeof written === 'string')
    return written.startsWith('=') ? fromPaths(written, json) : { value: written };
  return isFixed(written) ? { value: written } : undefined;
}

/** Whether no text in it, at any depth, is an expression. */
function isFixed(written: unknown): boolean {
  if (typeof written === 'string') return !written.startsWith('=');
  if (written === null || typeof written !== 'object') return true;
  return Object.values(written).every(isFixed);
}

function fromPaths(written: string, json: unknown): Plain | undefined {
  const segments = segmentsOf(written);
  if (segments === undefined) return undefined;
  const [only] = segments;
  if (segments.length === 1 && only !== undefined && 'path' in only) {
    const value = follow(json, only.path);
    return ['string', 'number', 'boolean'].includes(typeof value) ? { value } : undefined;
  }
  const texts = segments.map((segment) => ('text' in segment ? segment.text : follow(json, segment.path)));
  return texts.every((text) => typeof text === 'string') ? { value: texts.join('') } : undefined;
}

function segmentsOf(written: string): Segment[] | undefined {
  if (parsed.has(written)) return parsed.get(written);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const segments = split(written.slice(1));
  parsed.set(written, segments);
  return segments;
}

/** Text and paths in turn; undefined where there is anything else, or a sign that the engine reads in its own way. */
function split(template: string): Segment[] | undefined {
  if (/[\\`]/.test(template)) return undefined;
  const segments: Segment[] = [];
  for (const [index, part] of partsOf(template).entries()) {
    if (index % 2 === 0) {
      if (part.includes('{{') || part.includes('}}')) return undefined;
      if (part !== '') segments.push({ text: part });
      continue;
    }
    const path = PATH.exec(part)?.[1];
    if (path === undefined) return undefined;
    const names = stepsOf(path);
    if (!names.every(isReadByEngine)) return undefined;
    segments.push({ path: names });
  }
  return segments.some((segment) => 'path' in segment) ? segments : undefined;
}

/** What stands outside and inside double braces, in turn. By hand: a search would start anew at every brace. */
function partsOf(template: string): string[] {
  const parts: string[] = [];
  for (let at = 0; ; ) {
    const open = template.indexOf('{{', at);
    const close = open === -1 ? -1 : template.indexOf('}}', open + 2);
    if (close === -1) return [...parts, template.slice(at)];
    parts.push(template.slice(at, open), template.slice(open + 2, close));
    at = close + 2;
  }
}

/** The engine refuses some names, also where an item holds them. Before n8n 1.100 it does not say which. */
const isReadByEngine: (name: string) => boolean = workflow.isSafeObjectProperty ?? (() => false);

const stepsOf = (path: string): string[] =>
  [...path.matchAll(STEP)].map((step) => step.slice(1).find((each) => each !== undefined) ?? '');

/** Only what the item itself holds: the engine has its own rules for everything inherited. */
function follow(json: unknown, path: readonly string[]): unknown {
  let value = json;
  for (const name of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
