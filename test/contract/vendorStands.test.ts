import { recordedExchange } from '../support/recordedExchanges';
import { forEachServer, credentialAt, standOf, standOfExchange, vendorStands } from '../support/vendorStands';
import { vendors } from '../../vendors';

const all = <Value>(valueOf: (stand: (typeof vendorStands)[number]) => Value[]): Value[] =>
  vendorStands.flatMap(valueOf);

describe('the list of stands', () => {
  it('has one entry for each generation of each vendor', () => {
    const generations = vendors.flatMap(({ id, generations: own }) =>
      Object.keys(own).map((name) => `${id} ${name}`),
    );
    const stands = vendorStands.map(({ vendor, generation }) => `${vendor.id} ${generation}`);
    expect(stands.sort()).toEqual(generations.sort());
  });

  it.each([
    ['key', all(({ key }) => [key])],
    ['label', all(({ label }) => [label])],
    ['demo credential', all(({ demoCredential }) => [demoCredential])],
    ['server', all(({ servers }) => Object.keys(servers))],
    ['label of a server', all(({ servers }) => Object.values(servers).map(({ label }) => label))],
    ['port', all(({ servers }) => Object.values(servers).map(({ port }) => port))],
  ] as Array<[string, Array<string | number>]>)('gives no %s twice', (_what, values) => {
    expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
  });

  it('knows no vendor and no generation that it was not given', () => {
    expect(() => standOf('acme', 'large')).toThrow('acme large has no entry');
    const several = vendorStands.find(({ vendor }) => Object.keys(vendor.generations).length > 1);
    expect(() => standOf(several?.vendor.id ?? '', 'ancient')).toThrow('ancient has no entry');
  });
});

describe.each(vendorStands)('the stand of $label', (stand) => {
  const { vendor, generation, samples } = stand;

  it('has a sample for each operation that the generation offers, and for no other', () => {
    const offered = Object.keys(vendor.generations[generation]?.operations ?? {});
    expect(Object.keys(samples).sort()).toEqual(offered.sort());
  });

  it.each(Object.entries(samples))(
    'has a recorded success of this generation for %s: %s',
    (operation, name) => {
      const { exchange } = recordedExchange(vendor.id, name);
      expect(exchange.operation).toBe(operation);
      expect(exchange.receipt).toBeDefined();
      expect(standOfExchange(vendor, exchange)).toBe(stand);
    },
  );

  it('has a credential that belongs to this generation, with another secret too', () => {
    const at = forEachServer(() => 'http://127.0.0.1:1/x');
    for (const secret of [stand.secret, `${stand.secretPrefix}another`]) {
      const { type, data } = credentialAt(stand, at, secret);
      expect(type).toBe(vendor.credential.type);
      expect(vendor.credential.secrets.map((field) => data[field])).toContain(secret);
      expect(vendor.generationOf(vendor.config.parse(data))).toBe(generation);
    }
  });

  it('signs with the secret, and with nothing that is the same for another one', () => {
    const signature = JSON.stringify(stand.sign('secret-one'));
    const encoded = signature.match(/[A-Za-z0-9+/=]{16,}/g) ?? [];
    const decoded = encoded.map((text) => Buffer.from(text, 'base64').toString('utf8'));
    expect([signature, ...decoded].join(' ')).toContain('secret-one');
    expect(stand.sign('secret-one')).not.toEqual(stand.sign('secret-two'));
  });
});
