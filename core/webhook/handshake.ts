import type { Handshake } from '../contract/delivery';
import { equalTexts } from './compare';

/** In characters; senders use about ten digits. */
const LONGEST_CHALLENGE = 256;

/**
 * A sender's check of an address: it calls it once with the text that the user entered there too, and expects
 * a word of its own back.
 *
 * @param handshake how the sender names these values
 * @param query of the GET request, by name
 * @param verifyToken from the credential, empty where there is none
 * @returns what to answer, null where the caller does not know the token
 */
export function answerHandshake(
  { query: names }: Handshake,
  query: Readonly<Record<string, unknown>>,
  verifyToken: string,
): string | null {
  const [mode, token, challenge] = [names.mode, names.token, names.challenge].map((name) =>
    Object.hasOwn(query, name) ? query[name] : undefined,
  );
  if (mode !== names.modeIs || typeof token !== 'string' || typeof challenge !== 'string') return null;
  if (verifyToken === '' || !equalTexts(token, verifyToken)) return null;
  return challenge.length <= LONGEST_CHALLENGE ? challenge : null;
}
