import type { Language } from '../simulator/inbox/words';

/**
 * The language of a person at a terminal, as programs take it from the environment: the first of LC_ALL,
 * LC_MESSAGES and LANG that says something. English where it is none that we speak.
 */
export function terminalLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return /^pt(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'pt' : 'en';
}
