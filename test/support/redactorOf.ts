import { redactor, type Redact } from '../../core/outcomes/redact';

const made = new Map<string, Redact>();

/** The function that removes these secrets, made once: making one costs more than all that most tests do with it. */
export function redactorOf(secrets: readonly string[]): Redact {
  const key = JSON.stringify(secrets);
  const redact = made.get(key) ?? redactor(secrets);
  made.set(key, redact);
  return redact;
}
