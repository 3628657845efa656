import { equalTexts } from './compare';

/** In characters; Meta sends about ten digits. */
const LONGEST_CHALLENGE = 256;

/**
 * Meta's check of an address: it calls it once with the text that the user entered there too, and expects a
 * number back.
 *
 * @param query of the GET request, by name
 * @param verifyToken from the credential, empty where there is none
 * @returns what to answer, null where the caller does not know the token
 */
export function answerHandshake(
  query: Readonly<Record<string, unknown>>,
  verifyToken: string,
): string | null {
  const [mode, token, challenge] = ['mode', 'verify_token', 'challenge'].map((name) => query[`hub.${name}`]);
  if (mode !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string') return null;
  if (verifyToken === '' || !equalTexts(token, verifyToken)) return null;
  return challenge.length <= LONGEST_CHALLENGE ? challenge : null;
}
