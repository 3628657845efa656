import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { FileContent } from '../../core/contract/media';
import { kindOf } from '../../core/files/kinds';
import { mimeOfName, UNKNOWN_TYPE } from '../../core/files/mime';
import type { AnyOperation } from '../../core/contract/vendor';
import { fileWith } from '../../recordings/exchange';

/** A file of somebody's own in the place of a recorded one, whose few words a real server may take for no file. */

type Values = Readonly<Record<string, unknown>>;

/**
 * Inputs as the environment gives them, each path under `file` replaced by the file that stands there.
 *
 * @param variable where they were given
 * @param inputs by operation or by exchange
 * @throws Error that names the file which cannot be read
 */
export function withFiles(variable: string, inputs: Values): Readonly<Record<string, Values>> {
  const read = Object.entries(inputs).map(([owner, values]) => {
    const { file, ...others } = (values ?? {}) as Values;
    return [owner, file === undefined ? others : { ...others, file: fileAt(file, owner, variable) }];
  });
  return Object.fromEntries(read) as Record<string, Values>;
}

function fileAt(path: unknown, owner: string, variable: string): FileContent {
  const content = contentAt(path);
  if (content.length === 0)
    throw new Error(
      `Nothing was sent: the "file" of ${owner} in ${variable}, ${JSON.stringify(path)}, cannot be read or is empty. Give its path from the folder in which the command runs.`,
    );
  const fileName = basename(String(path));
  return fileWith({ fileName, mimeType: mimeOfName(fileName) ?? UNKNOWN_TYPE }, content);
}

function contentAt(path: unknown): Buffer {
  try {
    // A number would be read as an open file, such as the keyboard.
    return typeof path === 'string' ? readFileSync(path) : NOTHING;
  } catch {
    return NOTHING;
  }
}

const NOTHING = Buffer.alloc(0);

/**
 * An exchange's input, with what is given over what is recorded. A file is of the kind that is recorded, and a recorded
 * name gets the file's own ending.
 *
 * @throws MessagingError where the file is of another kind
 */
export function withOwnFile(
  recorded: Values,
  given: Values,
  name: string,
  operation: Pick<AnyOperation, 'kindByFile' | 'shownByWhatsApp'>,
): Record<string, unknown> {
  const input = { ...recorded, ...given };
  if (given['file'] === undefined || !('file' in recorded)) return input;
  const file = given['file'] as FileContent;
  const { mimeType } = kindOf(input['mediaType'], { label: 'file', ...file }, name, operation);
  const renamed = 'fileName' in given ? undefined : recorded['fileName'];
  return {
    ...input,
    file: { ...file, mimeType },
    ...(typeof renamed === 'string' && { fileName: endedLike(renamed, file) }),
  };
}

const endedLike = (name: string, { fileName }: FileContent): string =>
  `${name.slice(0, name.length - extname(name).length)}${extname(fileName)}`;
