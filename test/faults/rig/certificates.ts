import { generate } from 'selfsigned';
import { randomUUID } from 'node:crypto';
import tls from 'node:tls';

/** A key with its certificate, both as PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** The certificates of a test: made anew each time, so that none ever expires in the repository. */
export interface Certificates {
  /** Its issuer is trusted after `trust`. */
  good: Certificate;
  /** For another host than this one. */
  otherHost: Certificate;
  expired: Certificate;
  /** Signed by its own key. */
  selfSigned: Certificate;
  /** Its issuer is one that nobody knows. */
  unknownIssuer: Certificate;
}

const DAY = 24 * 60 * 60 * 1000;
const HERE = [
  { type: 2, value: 'localhost' },
  { type: 7, ip: '127.0.0.1' },
] as const;

/** Makes the certificates and trusts the one good issuer, for the whole process. */
export async function makeCertificates(): Promise<Certificates> {
  // Issuers are looked up by name, and files that ran before in this process have left theirs.
  const issuer = await issuerNamed(`Fault rig ${randomUUID()}`);
  const stranger = await issuerNamed('Somebody else');
  trust(issuer.cert);
  return {
    good: await certificate({ issuer }),
    otherHost: await certificate({ issuer, names: [{ type: 2, value: 'other.example' }] }),
    expired: await certificate({
      issuer,
      from: new Date(Date.now() - 30 * DAY),
      to: new Date(Date.now() - DAY),
    }),
    selfSigned: await certificate({}),
    unknownIssuer: await certificate({ issuer: stranger }),
  };
}

async function issuerNamed(name: string): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}

interface Wanted {
  issuer?: Certificate;
  names?: ReadonlyArray<{ type: 2 | 7; value?: string; ip?: string }>;
  from?: Date;
  to?: Date;
}

async function certificate({ issuer, names = HERE, from, to }: Wanted): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [...names] }],
    ...(issuer && { ca: issuer }),
    ...(from && { notBeforeDate: from }),
    ...(to && { notAfterDate: to }),
  });
  return { key: made.private, cert: made.cert };
}

/**
 * Adds an issuer to those that every TLS client of this process trusts. NODE_EXTRA_CA_CERTS would do the same
 * but is read only when the process starts.
 */
function trust(cert: string): void {
  const create = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const made = create(options);
    if (options?.ca === undefined)
      (made.context as unknown as { addCACert(cert: string): void }).addCACert(cert);
    return made;
  };
}
