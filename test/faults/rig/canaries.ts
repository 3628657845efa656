import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { inspect } from 'node:util';

/** Looks for secrets in everything that somebody could see. */

/** A secret in every form in which a library, a log or a vendor writes it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const percent = encodeURIComponent(secret);
  return [
    secret,
    percent,
    percent.toLowerCase(),
    new URLSearchParams({ x: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...[0, 1, 2].flatMap((before) => {
      // The characters that do not depend on what stands before and behind the secret.
      const encoded = Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .slice(before === 0 ? 0 : 4, -4);
      return [encoded, encoded.replace(/\+/g, '-').replace(/\//g, '_')];
    }),
  ].map((form) => form.toLowerCase());
}

/** The secrets that stand in a text, however they are written. */
export function canariesIn(text: string, secrets: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return secrets.filter((secret) => formsOf(secret).some((form) => lower.includes(form)));
}

/** All that can be seen of values, printed in every way that is common. */
export function everythingOf(...values: unknown[]): string {
  return values
    .flatMap((value) => [
      inspect(value, { depth: 12, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }),
      jsonOf(value),
      ...causesOf(value),
    ])
    .join('\n');
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

function causesOf(value: unknown): string[] {
  const texts: string[] = [];
  for (let each = value, depth = 0; each instanceof Error && depth < 10; each = each.cause, depth++)
    texts.push(each.message, each.stack ?? '', jsonOf(each));
  return texts;
}

/** Collects what is written to the console and to n8n's log, whatever its level. */
export class Listening {
  private readonly heard: string[] = [];
  private readonly undo: Array<() => void> = [];

  constructor() {
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
      const original = console[method];
      console[method] = (...values: unknown[]) => void this.heard.push(everythingOf(...values));
      this.undo.push(() => (console[method] = original));
    }
    const logger = Container.get(Logger);
    for (const method of ['error', 'warn', 'info', 'debug'] as const) {
      const original = logger[method];
      logger[method] = (...values: unknown[]) => void this.heard.push(everythingOf(...values));
      this.undo.push(() => (logger[method] = original));
    }
  }

  /** What was heard since the last call. */
  take(): string {
    return this.heard.splice(0).join('\n');
  }

  stop(): void {
    for (const each of this.undo) each();
  }
}
