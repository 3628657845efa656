import { z } from 'zod/v4';
import { isEmpty } from '../contract/inputs';

/** Addresses of this machine: the only ones that may do without TLS. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks an address that the user pasted into a credential.
 *
 * @returns the URL without a slash at its end, or a sentence that says why it cannot be used
 */
function checkAddress(label: string, text: string): { url: string } | { refused: string } {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { refused: `"${label}" is not a web address. Paste it whole, starting with https://.` };
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    return {
      refused: `"${label}" does not start with https://. Without it the token could be read on its way.`,
    };
  if (url.username !== '' || url.password !== '')
    return { refused: `"${label}" has a user name or password in it. Paste the address without them.` };
  if (url.hash !== '' || url.search !== '')
    return { refused: `"${label}" has a ? or # in it. Paste the address without what follows.` };
  return { url: url.href.replace(/\/+$/, '') };
}

/** An address that the user must give. A refusal ends the schema: what reads the address further is not run. */
export function requiredAddress(label: string) {
  return z.unknown().transform((value, context) => {
    if (isEmpty(value) || String(value).trim() === '') {
      context.addIssue({ code: 'custom', message: `"${label}" is empty.`, continue: false });
      return z.NEVER;
    }
    const checked = checkAddress(label, String(value).trim());
    if ('url' in checked) return checked.url;
    context.addIssue({ code: 'custom', message: checked.refused, continue: false });
    return z.NEVER;
  });
}

/** An address with the vendor's own as its default. */
export function addressOr(label: string, byDefault: string) {
  return z.preprocess(
    (value) => (isEmpty(value) || String(value).trim() === '' ? byDefault : value),
    requiredAddress(label),
  );
}

/** Whether a value is an address that only this machine can reach, such as a simulator's. */
export function isOnThisMachine(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && LOOPBACK.test(new URL(value).hostname);
}

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** Host names, separated by commas or spaces, in lower case. */
export function hostList(label: string) {
  return z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter((host) => host !== ''),
    )
    .refine((hosts) => hosts.every((host) => HOST_NAME.test(host)), {
      error: `"${label}" must hold host names only, e.g. files.example.com.`,
    });
}
