import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { createOwner } from './owner';
import { words } from './words';
import { readWholeFile, writeWholeFile } from './wholeFile';

const written = z.string().min(1);

const memorySchema = z.object({
  /** n8n reads its stored credentials with it: it never changes. */
  encryptionKey: written,
  owner: z.object({ email: written, password: written }),
  /** Credentials that were stored, by name: n8n's id, and the addresses that were written. */
  credentials: z.record(z.string(), z.object({ id: written, addresses: z.string() })),
  /** Examples that were imported, by file name: n8n's id. Never imported again, also when deleted there. */
  examples: z.record(z.string(), written),
});

/** What one start leaves for the next. */
export type Memory = z.infer<typeof memorySchema>;

/**
 * Reads the memory of a data folder; makes the first one where there is none.
 *
 * @throws with the sentence to show where there is one that cannot be used
 */
export function readMemory(dataFolder: string): Memory {
  const file = fileIn(dataFolder);
  if (existsSync(file)) return understand(file, readWholeFile(file));
  const memory = {
    encryptionKey: keyOfN8n(dataFolder) ?? randomBytes(24).toString('hex'),
    owner: createOwner(),
    credentials: {},
    examples: {},
  };
  writeMemory(dataFolder, memory);
  return memory;
}

/** Writes it in one step, readable by its owner only: it holds the key and the password. */
export function writeMemory(dataFolder: string, memory: Memory): void {
  writeWholeFile(fileIn(dataFolder), JSON.stringify(memory, null, 2), 0o600);
}

function understand(file: string, text: string): Memory {
  const memory = memorySchema.safeParse(parsed(text));
  if (memory.success) return memory.data;
  throw new Error(words().badMemory(file, whatIsWrong(text, memory.error)));
}

function whatIsWrong(text: string, { issues }: z.ZodError): string {
  const say = words();
  if (!text.trim()) return say.memoryEmpty;
  if (parsed(text) === undefined) return say.memoryNoJson;
  const place = issues[0]?.path.join('.');
  return place ? say.memoryLacks(place) : say.memoryWrong;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** n8n keeps its key itself, and does not start with another one: a lost memory must not cost the data. */
function keyOfN8n(dataFolder: string): string | null {
  const settings = join(dataFolder, '.n8n', 'config');
  if (!existsSync(settings)) return null;
  const known = z.object({ encryptionKey: written }).safeParse(parsed(readWholeFile(settings)));
  return known.success ? known.data.encryptionKey : null;
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'memory.json');
}
