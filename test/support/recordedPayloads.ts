import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { payloadSchema, type Payload } from '../../recordings/payload';

/** A recorded delivery with the folder and the file that it stands in. */
export interface RecordedPayload {
  folder: string;
  file: string;
  payload: Payload;
}

const ROOT = join(__dirname, '..', '..', 'vendors');

/** Every recorded delivery in every folder of a vendor, or of who only reports. */
export function recordedPayloads(): RecordedPayload[] {
  return readdirSync(ROOT)
    .sort()
    .filter((folder) => existsSync(join(ROOT, folder, 'payloads')))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder, 'payloads'))
        .sort()
        .map((name) => ({
          folder,
          file: `${folder}/${name}`,
          payload: payloadSchema.parse(
            JSON.parse(readFileSync(join(ROOT, folder, 'payloads', name), 'utf8')),
          ),
        })),
    );
}
