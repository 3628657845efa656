import { stopsOwnTests, withStatusToRead } from '../../credentials/shared/olderN8n';
import { refusalsOnly, sentences } from '../../credentials/shared/probe';
import { credentialTypeOf } from '../support/packageTypes';
import { vendorStands } from '../support/vendorStands';

const request = { url: 'https://acme.example/', method: 'POST', headers: { a: 'b' } } as const;

const probe = { ...request, ignoreHttpStatusErrors: refusalsOnly };

/** What an n8n before 2.9 does with an answer: each status is good, and the rules look at what came in. */
function readByOlder(rules: ReturnType<typeof sentences>, status: number): string | undefined {
  const answer: Record<string, unknown> = { statusCode: status };
  return (rules ?? []).find(
    (rule) =>
      (rule.type as string) === 'responseSuccessBody' &&
      answer[(rule.properties as unknown as { key: string }).key] === rule.properties.value,
  )?.properties.message;
}

describe('field V3: a credential test says no in every n8n', () => {
  test('leaves the request alone where n8n reads which statuses are not tolerated', () => {
    expect(withStatusToRead(probe, true)).toBe(probe);
  });

  test('asks an older one for the whole answer, unpacked by nobody, and tolerates it', () => {
    expect(withStatusToRead(probe, false)).toEqual({
      ...request,
      headers: { a: 'b', 'Accept-Encoding': 'identity' },
      ignoreHttpStatusErrors: true,
      encoding: 'stream',
    });
    expect(probe.ignoreHttpStatusErrors).toBe(refusalsOnly);
  });

  test('tolerates nothing there where the test tolerates none of the statuses of a wrong key', () => {
    const except = [400, 401, 403, 500];
    const reads = { ...request, ignoreHttpStatusErrors: { ignore: true, except } } as const;
    expect(withStatusToRead(reads, false)).toEqual({ ...request, ignoreHttpStatusErrors: false });
  });

  test.each([[undefined], [true], [false]])(
    'leaves a request alone that tolerates %s',
    (ignoreHttpStatusErrors) => {
      const sending = { ...request, ignoreHttpStatusErrors };
      expect(withStatusToRead(sending, false)).toBe(sending);
    },
  );

  const tested = vendorStands
    .filter(({ credentialTest }) => credentialTest !== undefined)
    .map(({ vendor, credentialTest }) => ({
      name: vendor.name,
      probes: credentialTest?.by === 'emptyMessage',
      rules: credentialTypeOf(vendor).test?.rules,
    }));

  test.each(tested)('$name: what came in says that the token is refused', ({ rules }) => {
    expect(readByOlder(rules, 401)).toContain('refused this');
    for (const status of [301, 302, 404, 405, 429, 502, 503, 504])
      expect([status, readByOlder(rules, status)]).toEqual([status, expect.stringMatching(/\.$/)]);
  });

  test.each(tested)('$name: what came in says that the token is taken', ({ rules, probes }) => {
    const good = probes ? [200, 400, 422, 500] : [200];
    for (const status of good) expect([status, readByOlder(rules, status)]).toEqual([status, undefined]);
  });

  test('a status without a sentence of its own gets one too', () => {
    const rules = sentences('Acme', 'Acme refused this key.', '"Base URL"', [402]);
    expect(readByOlder(rules, 402)).toBe(
      'Acme answered with status 402. Check "Base URL", and try again in a minute.',
    );
  });
});

describe("n8n's setting against its HTTP Request node", () => {
  const refuse = (): never => {
    throw new Error('This credential is configured to prevent use within an HTTP Request node');
  };

  test.each<[string, NonNullable<Parameters<typeof stopsOwnTests>[0]>, boolean]>([
    [
      '2.41, which knows a credential that tests itself',
      {
        getCredentialAllowedDomains: (asked) =>
          asked.credentialOwnedSurface === true ? undefined : refuse(),
      },
      false,
    ],
    ['2.30 to 2.35, which refuse both', { getCredentialAllowedDomains: refuse }, true],
    ['2.20, which is given the credential alone', { getCredentialAllowedDomains: () => undefined }, true],
    ['2.0 and older, which ask for it in that node alone', {}, false],
  ])('is tried out in n8n %s', (_which, n8n, stops) => {
    expect(stopsOwnTests(n8n)).toBe(stops);
  });
});
