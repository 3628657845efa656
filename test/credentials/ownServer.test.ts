import type { ICredentialType } from 'n8n-workflow';
import { PLAIN_HTTP_SWITCH } from '../../core/input/endpoint';
import { allowPlainHttp, allowsPlainHttp } from '../../credentials/shared/ownServer';
import { ownAddresses, signed } from '../../credentials/shared/signing';
import { vendors } from '../../vendors';
import { descriptions } from '../support/descriptions';

const proof = { headers: { 'x-key': 'secret' } };
const REFUSED = /does not start with https:\/\/, so the token was not sent to it/;

/** Signs as the credential of a server of one's own does. */
const sign = (url: string, credentials: Record<string, string | number | boolean>) =>
  signed({ url }, proof, ownAddresses({ baseUrl: url }, { baseUrl: '' }, allowsPlainHttp(credentials)))
    .headers;

it.each([
  'http://10.0.0.7:8080/send',
  'HTTP://evolution:8080',
  'https://wa.example.com',
  'http://localhost:1',
])('a secret goes to %s where the switch is on', (url) =>
  expect(sign(url, { allowPlainHttp: true })).toEqual(proof.headers),
);

it.each<Record<string, string | number | boolean>>([
  {},
  { allowPlainHttp: false },
  { allowPlainHttp: 'true' },
  { allowPlainHttp: 1 },
])('no secret goes to an address without TLS with %j', (credentials) => {
  for (const url of ['http://10.0.0.7:8080/send', 'http://wa.example.com', 'http://localhost.example.com'])
    expect(() => sign(url, credentials)).toThrow(REFUSED);
});

it.each(['ftp://10.0.0.7', '//10.0.0.7', '10.0.0.7', 'javascript:0', 'file:///etc/hosts'])(
  'no secret goes to %s, the switch on or not',
  (url) => expect(() => sign(url, { allowPlainHttp: true })).toThrow(REFUSED),
);

it('without a switch plain HTTP stays refused', () => {
  expect(() =>
    signed({ url: 'http://10.0.0.7' }, proof, ownAddresses({}, { baseUrl: 'http://10.0.0.7' })),
  ).toThrow(REFUSED);
});

it('the switch is off by default, and known to the core by its name', () => {
  expect(allowPlainHttp).toMatchObject({
    name: PLAIN_HTTP_SWITCH.name,
    displayName: PLAIN_HTTP_SWITCH.label,
    default: false,
  });
});

it.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
  'the credential of %s has the switch only where people run the server themselves',
  (_name, { credential, ownServer }) => {
    const { properties } = descriptions()[credential.type] as unknown as ICredentialType;
    const hasSwitch = properties.some(({ name }) => name === PLAIN_HTTP_SWITCH.name);
    expect(hasSwitch).toBe(ownServer === true);
  },
);
