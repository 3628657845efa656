import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { n8nCommand } from './places';

/** The account to log in with. */
export interface Owner {
  email: string;
  password: string;
}

/** A new account with a password that nobody else's copy of this project has. */
export function createOwner(): Owner {
  return { email: 'demo@example.com', password: `Mensageiro-${randomBytes(8).toString('hex')}` };
}

/** What n8n is told of a password. It compares with bcryptjs, which is among its own packages. */
export function passwordHash(password: string): string {
  const { hashSync } = createRequire(n8nCommand)('bcryptjs') as {
    hashSync(text: string, rounds: number): string;
  };
  return hashSync(password, 10);
}
