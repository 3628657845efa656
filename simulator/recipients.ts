/** Recipients that provoke a refusal or something else unusual. They work with and without the country code, and at every vendor. */
export const RECIPIENTS = {
  /** An ordinary phone. */
  ok: '5511999999999',
  /** Not on WhatsApp: refused in each vendor's own way; where answers are plain text it is taken, and fails later. */
  notOnWhatsApp: '5511900000001',
  /** The vendor answers 500 with its own body. */
  internalError: '5511900000002',
  /** The vendor answers 503, or in its own way that the connection to WhatsApp is down. */
  unavailable: '5511900000003',
  /** Accepted, and failed a moment later: a vendor with statuses answers `pending` and can emit `failed`. */
  failsLater: '5511900000004',
  /** Delivered, and then answered as if that had gone wrong, where a vendor's server is known to do so. */
  sentButDenied: '5511900000008',
  /** Its messages stay as they are until somebody presses a button, also where the others change by themselves. */
  staysSent: '5511900000007',
  /** Where answers are plain text: HTTP 200 whose text says "404 not found". */
  okThatIsNotFound: '5511900000005',
  /** Where answers are plain text: HTTP 200 with a JSON body in place of text. */
  jsonReply: '5511900000006',
} as const;

/**
 * Whether two numbers are the same phone, whatever country code they carry.
 *
 * @param number as a vendor received it
 * @param fixture one of RECIPIENTS
 */
export function isRecipient(number: string, fixture: string): boolean {
  return number.length >= 10 && number.replace(/\D/g, '').slice(-11) === fixture.slice(-11);
}
