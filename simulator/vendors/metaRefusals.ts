import { Refusal, type Answer } from '../recording';

/** Meta's answer to what it does not take; its texts say more in the details. */
export function refusal(status: number, code: number, title: string, details?: string): Answer {
  return {
    status,
    body: {
      error: {
        message: `(#${code}) ${title}`,
        type: 'OAuthException',
        code,
        ...(details !== undefined && { error_data: { messaging_product: 'whatsapp', details } }),
        fbtrace_id: 'AbCdEfGhIjKlMnOpQrStUvW',
      },
    },
  };
}

/** The same as the end of a request. */
export const refused = (...given: Parameters<typeof refusal>): Refusal => new Refusal(refusal(...given));

/** A value that is missing or not as the description of the call has it. */
export const invalid = (details: string): Refusal => refused(400, 100, 'Invalid parameter', details);
