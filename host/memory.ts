import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOwner, type Owner } from './owner';

/** What one start leaves for the next. */
export interface Memory {
  /** n8n reads its stored credentials with it: it never changes. */
  encryptionKey: string;
  owner: Owner;
  /** Credentials that were stored, by name: n8n's id, and the addresses that were written. */
  credentials: Record<string, { id: string; addresses: string }>;
  /** Examples that were imported, by file name: n8n's id. Never imported again, also when deleted there. */
  examples: Record<string, string>;
}

/** Reads the memory of a data folder; makes the first one where there is none. */
export function readMemory(dataFolder: string): Memory {
  const file = fileIn(dataFolder);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Memory;
  const memory = {
    encryptionKey: randomBytes(24).toString('hex'),
    owner: createOwner(),
    credentials: {},
    examples: {},
  };
  writeMemory(dataFolder, memory);
  return memory;
}

/** Writes it in one step, readable by its owner only: it holds the key and the password. */
export function writeMemory(dataFolder: string, memory: Memory): void {
  mkdirSync(dataFolder, { recursive: true });
  const unfinished = `${fileIn(dataFolder)}.new`;
  writeFileSync(unfinished, JSON.stringify(memory, null, 2), { mode: 0o600 });
  renameSync(unfinished, fileIn(dataFolder));
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'memory.json');
}
