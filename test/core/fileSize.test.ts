import { readAccount } from '../../core/input/account';
import { buildMessage } from '../../core/message/build';
import { vendors } from '../../vendors';

const interflow = vendors.find(({ id }) => id === 'interflow')!;
const { config } = readAccount(interflow, {
  apiKey: 'ak_test_abc123',
  organizationId: '7d9f2c1e-4b3a-4f6d-9a2b-1c5e8f7a6b01',
  channelId: '550e8400-e29b-41d4-a716-446655440000',
});

const MB = 1024 * 1024;

const build = (mediaType: string, size: number) => () =>
  buildMessage(
    interflow,
    'sendMediaByUpload',
    { to: '5511987654321', mediaType, file: { fileName: 'a', mimeType: 'a/b', size, async *stream() {} } },
    config,
  );

test.each([
  ['image', 16 * MB],
  ['video', 16 * MB],
  ['audio', 16 * MB],
  ['document', 100 * MB],
])('H07 a file of media type %s may have %i bytes and not one more', (mediaType, largest) => {
  expect(build(mediaType, largest - 1)).not.toThrow();
  expect(build(mediaType, largest)).not.toThrow();
  expect(build(mediaType, largest + 1)).toThrow(
    `Interflow (current API) takes ${largest / MB} MB of the media type "${mediaType}". Make it smaller`,
  );
});
