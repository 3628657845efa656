import dns from 'node:dns';

export type Looked = Array<{ address: string; family: number }>;

/** This machine, as it is looked up. */
export const HERE: Looked = [{ address: '127.0.0.1', family: 4 }];

/**
 * What a name means from now on, for whoever looks it up in this process.
 * @param answer addresses, or the error that Node gives, by how often it was looked up before
 * @returns what ends it
 */
export function resolving(name: string, answer: (look: number) => string | Looked): () => void {
  const { lookup } = dns;
  let looks = 0;
  const fake = (host: string, options: unknown, done: (...result: unknown[]) => void): void => {
    if (host !== name) return lookup(host, options as object, done as never);
    const answered = answer(looks++);
    if (typeof answered === 'string') {
      const code = { code: answered, syscall: 'getaddrinfo', hostname: host };
      return void setImmediate(() => done(Object.assign(new Error(`getaddrinfo ${answered} ${host}`), code)));
    }
    const all = (options as { all?: boolean }).all === true;
    setImmediate(() => (all ? done(null, answered) : done(null, answered[0]?.address, answered[0]?.family)));
  };
  (dns as { lookup: unknown }).lookup = fake;
  return () => void (dns.lookup = lookup);
}
