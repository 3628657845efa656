import { parsedAddress } from '../contract/address';
import { z } from 'zod/v4';
import { isEmpty } from '../contract/inputs';

/** Addresses of this machine: the only ones that may do without TLS. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a secret may go to an address: an encrypted one, or one of this machine, such as the simulator's. What stands
 * before an @ is no part of the host, and hides where a request really goes.
 *
 * @param plainHttp whether it may do without TLS
 */
export function mayCarrySecret({ protocol, hostname, username, password }: URL, plainHttp: boolean): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && (plainHttp || LOOPBACK.test(hostname)));
}

/**
 * Checks an address that the user pasted into a credential.
 *
 * @param plainHttp whether it may do without TLS; `unlessSwitched` where the credential has a switch for that
 * @returns the URL without a slash at its end, or a sentence that says why it cannot be used
 */
function checkAddress(
  label: string,
  text: string,
  plainHttp: 'refused' | 'unlessSwitched' | 'allowed',
): { url: string } | { refused: string } {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { refused: `"${label}" is not a web address. Paste it whole, starting with https://.` };
  }
  if (url.username !== '' || url.password !== '')
    return { refused: `"${label}" has a user name or password in it. Paste the address without them.` };
  if (!mayCarrySecret(url, plainHttp === 'allowed'))
    return {
      refused: `"${label}" does not start with https://. Without it the token could be read on its way${plainHttp === 'unlessSwitched' ? SWITCH : ''}.`,
    };
  if (url.hash !== '' || url.search !== '')
    return { refused: `"${label}" has a ? or # in it. Paste the address without what follows.` };
  return { url: url.href.replace(/\/+$/, '') };
}

/** The credential's field that lets the address of a server of one's own do without TLS. */
export const PLAIN_HTTP_SWITCH = { name: 'allowPlainHttp', label: 'Allow Plain HTTP' } as const;

const SWITCH = `; for a server in your own network switch on "${PLAIN_HTTP_SWITCH.label}"`;

/**
 * The address of a server that people run themselves, from two fields of the credential: with TLS as everywhere,
 * without it only after the explicit switch beside it. Put beside the other fields by `.and(z.object({ ... }))`.
 *
 * @param field the credential's field that holds the address; what is read stands under the same name
 * @param more the address that is taken where the field is empty, without which it must be given; and what the vendor's
 *   documents show behind it, which people paste along with it: it is taken off
 */
export function ownServerAddress<F extends string>(
  field: F,
  label: string,
  { byDefault = '', endpoint }: { byDefault?: string; endpoint?: RegExp } = {},
) {
  return z.record(z.string(), z.unknown()).transform((fields, context) => {
    const refuse = (message: string): never => {
      context.addIssue({ code: 'custom', message, continue: false });
      return z.NEVER;
    };
    const given = fields[field];
    const text = isEmpty(given) || String(given).trim() === '' ? byDefault : String(given).trim();
    if (text === '') return refuse(`"${label}" is empty.`);
    const isSwitched = fields[PLAIN_HTTP_SWITCH.name] === true;
    const checked = checkAddress(label, text, isSwitched ? 'allowed' : 'unlessSwitched');
    if ('refused' in checked) return refuse(checked.refused);
    return { [field]: withoutEndpoint(checked.url, endpoint) } as Record<F, string>;
  });
}

/** An address that the user must give. A refusal ends the schema: what reads the address further is not run. */
export function requiredAddress(label: string) {
  return z.unknown().transform((value, context) => {
    if (isEmpty(value) || String(value).trim() === '') {
      context.addIssue({ code: 'custom', message: `"${label}" is empty.`, continue: false });
      return z.NEVER;
    }
    const checked = checkAddress(label, String(value).trim(), 'refused');
    if ('url' in checked) return checked.url;
    context.addIssue({ code: 'custom', message: checked.refused, continue: false });
    return z.NEVER;
  });
}

/**
 * An address with the vendor's own as its default.
 *
 * @param endpoint what the vendor's documents show behind it, which people paste along with it: it is taken off
 */
export function addressOr(label: string, byDefault: string, endpoint?: RegExp) {
  return z.preprocess(
    (value) => (isEmpty(value) || String(value).trim() === '' ? byDefault : value),
    requiredAddress(label).transform((url) => withoutEndpoint(url, endpoint)),
  );
}

/** Once is enough: the path of an address is not read for what it repeats. */
const withoutEndpoint = (url: string, endpoint?: RegExp): string =>
  endpoint === undefined ? url : url.replace(endpoint, '').replace(/\/+$/, '');

/** Whether a value is an address that only this machine can reach, such as a simulator's. */
export function isOnThisMachine(value: unknown): boolean {
  return typeof value === 'string' && LOOPBACK.test(parsedAddress(value)?.hostname ?? '');
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
