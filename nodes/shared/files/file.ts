import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { isBase64File, isDataUri } from '../../../core/contract/links';
import type { FileContent } from '../../../core/contract/media';
import { complaint, isEmpty, shown } from '../../../core/contract/inputs';
import type { MessagingError } from '../../../core/contract/outcome';
import { invalidInput } from '../../../core/contract/outcome';
import { readText, sentence } from '../../../core/contract/text';
import { judgeFile, type Contradiction } from '../../../core/files/judge';
import { readMime } from '../../../core/files/mime';
import { nameWithEnding, safeFileName } from '../../../core/files/names';
import { HEAD_LENGTH } from '../../../core/files/signature';

const FIELD = 'Input Data Field Name';

const TURN_INTO_FILE =
  'Turn it into a file with the node Convert to File, operation "Move Base64 String to File", then give the name of that field.';

/**
 * The file of an item, to be streamed: checked against its content, and with a name that has an ending.
 *
 * @param field what stands in the parameter; the name of the field is read from it
 * @throws MessagingError (`notSent`) where the item has no such file, or one that is not what it says
 */
export async function fileOfItem(
  context: IExecuteFunctions,
  item: number,
  field: unknown,
): Promise<FileContent> {
  const { name, binary } = foundIn(context, item, field);
  return await checked(context, binary, name);
}

/** The same for a file that was found already. */
export async function checked(
  context: IExecuteFunctions,
  binary: IBinaryData,
  field: string,
): Promise<FileContent> {
  const file = await storedFile(context, binary, field);
  if (file.size === 0)
    throw invalidInput(`The file in "${shown(field)}" is empty.`, 'Check the step that made it.');
  const { mimeType: declared, fileName: name } = binary;
  const judged = judgeFile({ declared, name: textIn(name), head: await headOf(file) });
  if ('claim' in judged) throw contradictionIn(field, judged, declared, name);
  return {
    ...file,
    mimeType: judged.written,
    fileName: nameWithEnding(textIn(name), judged.type, `.${textIn(binary.fileExtension)}`),
  };
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function contradictionIn(
  field: string,
  { claim, content }: Contradiction,
  declared: unknown,
  name: unknown,
): MessagingError {
  if (content === 'encoded')
    return invalidInput(
      `The file in "${shown(field)}" holds the text of a file in base64, not the file.`,
      TURN_INTO_FILE,
    );
  if (claim === 'name')
    return invalidInput(
      `The file in "${shown(field)}" is called "${shown(name)}", but its content is something else.`,
      'Check the step that made it, or correct its name.',
    );
  return invalidInput(
    `The file in "${shown(field)}" is declared as ${shown(declared)}, but its content is something else.`,
    'Check the step that made it, or correct its MIME type.',
  );
}

/** As much of a file as the check of its content needs; the stream is closed after that. */
export async function headOf(file: FileContent): Promise<Uint8Array> {
  let head = Buffer.alloc(0);
  for await (const chunk of file.stream()) {
    head = Buffer.concat([head, chunk.subarray(0, HEAD_LENGTH)]);
    if (head.length >= HEAD_LENGTH) break;
  }
  return head.subarray(0, HEAD_LENGTH);
}

/** A file that n8n keeps, to be streamed, as it is declared. */
export async function storedFile(
  context: IExecuteFunctions,
  binary: IBinaryData,
  field = 'data',
): Promise<FileContent> {
  const { id } = binary;
  const described = {
    fileName: safeFileName(textIn(binary.fileName), textIn(binary.fileExtension)),
    mimeType: readMime(binary.mimeType).written,
  };
  if (isEmpty(id)) {
    const content = inMemory(binary, field);
    return { ...described, size: content.length, stream: () => once(content) };
  }
  const stored = id as string;
  const gone = (): MessagingError =>
    invalidInput(
      `The file in "${shown(field)}" can no longer be read from where this n8n keeps it.`,
      'Run the step that made it again, then this item.',
    );
  const fileSize = await sizeOf(context, stored).catch(() => {
    throw gone();
  });
  return {
    ...described,
    size: fileSize,
    async *stream() {
      try {
        yield* await context.helpers.getBinaryStream(stored);
      } catch {
        throw gone();
      }
    },
  };
}

/** A store that is unknown, or an id that is none, throws at once. */
async function sizeOf({ helpers }: IExecuteFunctions, id: string): Promise<number> {
  const { fileSize } = await helpers.getBinaryMetadata(id);
  return fileSize;
}

function inMemory({ data }: IBinaryData, field: string): Buffer {
  if (typeof data !== 'string')
    throw invalidInput(`The file in "${shown(field)}" has no content.`, 'Check the step that made it.');
  if (isDataUri(data))
    throw invalidInput(
      `The file in "${shown(field)}" holds a data URI in the place of its content.`,
      TURN_INTO_FILE,
    );
  return Buffer.from(data, 'base64');
}

/** The file of an item as n8n keeps it, with the name of its field. */
export function foundIn(
  context: IExecuteFunctions,
  item: number,
  field: unknown,
): { name: string; binary: IBinaryData } {
  const given = fieldName(field);
  const files: unknown = context.getInputData()[item]?.binary;
  const holds = (name: string): boolean =>
    typeof files === 'object' && files !== null && Object.hasOwn(files, name);
  const name = holds(given) ? given : given.trim();
  const binary = holds(name) ? (files as Record<string, unknown>)[name] : undefined;
  if (typeof binary !== 'object' || binary === null || Array.isArray(binary))
    throw invalidInput(
      `The item has no file in "${shown(name)}", which "${FIELD}" asks for.`,
      'Check that the step before puts a file there.',
    );
  return { name, binary: binary as IBinaryData };
}

/** The same without its name. */
export const binaryOfItem = (context: IExecuteFunctions, item: number, field: unknown): IBinaryData =>
  foundIn(context, item, field).binary;

function fieldName(field: unknown): string {
  if (typeof field === 'object' && field !== null)
    throw invalidInput(
      `"${FIELD}" holds ${'mimeType' in field ? 'the file itself' : shown(field)}, not the name of its field.`,
      'Write the name alone, e.g. data, without an expression.',
    );
  const read = readText(field);
  if ('fault' in read) throw complaint(sentence(FIELD, read.fault));
  const { text } = read;
  if (isDataUri(text) || isBase64File(text))
    throw invalidInput(`"${FIELD}" holds the content of a file, not the name of its field.`, TURN_INTO_FILE);
  return text;
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
