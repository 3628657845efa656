import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { contradicts, SIGNATURE_LENGTH } from '../../../core/files/signature';
import type { FileContent } from '../../../core/contract/media';
import { safeFileName } from '../../../core/files/names';
import { invalidInput } from '../../../core/contract/outcome';

/** A MIME type that can stand in a header as it is. */
const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/**
 * The file of an item, to be streamed.
 *
 * @throws MessagingError (`notSent`) where the item has no such file
 */
export async function fileOfItem(
  context: IExecuteFunctions,
  item: number,
  field: string,
): Promise<FileContent> {
  const file = await storedFile(context, binaryOfItem(context, item, field));
  if (file.size === 0) throw invalidInput(`The file in "${field}" is empty.`, 'Check the step that made it.');
  if (contradicts(file.mimeType, await headOf(file)))
    throw invalidInput(
      `The file in "${field}" is declared as ${file.mimeType}, but its content is something else.`,
      'Check the step that made it, or correct its MIME type.',
    );
  return file;
}

async function headOf(file: FileContent): Promise<Uint8Array> {
  let head = Buffer.alloc(0);
  for await (const chunk of file.stream()) {
    head = Buffer.concat([head, chunk.subarray(0, SIGNATURE_LENGTH)]);
    if (head.length >= SIGNATURE_LENGTH) break;
  }
  return head.subarray(0, SIGNATURE_LENGTH);
}

/** A file that n8n keeps, to be streamed. */
export async function storedFile(context: IExecuteFunctions, binary: IBinaryData): Promise<FileContent> {
  const { id } = binary;
  if (id === undefined) {
    const content = Buffer.from(binary.data, 'base64');
    return { ...described(binary), size: content.length, stream: () => once(content) };
  }
  const { fileSize } = await context.helpers.getBinaryMetadata(id);
  return {
    ...described(binary),
    size: fileSize,
    async *stream() {
      yield* await context.helpers.getBinaryStream(id);
    },
  };
}

/** The file of an item as n8n keeps it. */
export function binaryOfItem(context: IExecuteFunctions, item: number, field: string): IBinaryData {
  const binary = context.getInputData()[item]?.binary?.[field];
  if (binary === undefined)
    throw invalidInput(
      `The item has no file in "${field}", which "Input Data Field Name" asks for.`,
      'Check that the step before puts a file there.',
    );
  return binary;
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

function described({ fileName, mimeType, fileExtension }: IBinaryData) {
  return {
    fileName: safeFileName(fileName, fileExtension),
    mimeType: MIME_TYPE.test(mimeType) ? mimeType : 'application/octet-stream',
  };
}
