/** Networks that nobody outside can reach, as first address and length of the prefix. */
const PRIVATE_V4: ReadonlyArray<readonly [network: string, bits: number]> = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
];

const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)\.?$/;

/**
 * Whether a host can only be reached from inside a network, so that no vendor could fetch a file from it.
 * A name is judged by its ending only: nothing is looked up.
 *
 * @param hostname as `URL` gives it: numbers in dots whatever their spelling was, IPv6 in brackets
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateV4(host);
  return PRIVATE_NAME.test(host) || !host.includes('.');
}

const asNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function isPrivateV4(address: string): boolean {
  const number = asNumber(address);
  return PRIVATE_V4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(number / size) === Math.floor(asNumber(network) / size);
  });
}

/** Loopback, unspecified, unique local, link local, multicast, and forms that carry an IPv4 address inside. */
function isPrivateV6(address: string): boolean {
  const mapped = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped !== null) return isPrivateV4(dotted(mapped[1] as string, mapped[2] as string));
  return /^(::1?$|f[cd]|fe[89ab]|ff|64:ff9b:|2002:)/.test(address);
}

function dotted(high: string, low: string): string {
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
