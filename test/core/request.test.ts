import { json } from '../../core/contract/http';
import { readAccount } from '../../core/input/account';
import type { OperationName } from '../../core/contract/operations';
import { MessagingError } from '../../core/contract/outcome';
import { DEFAULT_RECIPIENT_SETTINGS, type RecipientSettings } from '../../core/recipients/recipient';
import { buildMessage } from '../../core/message/build';
import { offeredOperations } from '../../core/contract/vendor';
import { ACME_CREDENTIAL, acme } from './acme';

const large = readAccount(acme, ACME_CREDENTIAL).config;
const small = readAccount(acme, { ...ACME_CREDENTIAL, edition: 'small' }).config;

const file = {
  fileName: 'a.png',
  mimeType: 'image/png',
  size: 1,
  async *stream() {
    yield new Uint8Array([1]);
  },
};

const build = (
  operation: OperationName,
  input: Record<string, unknown>,
  config: unknown = large,
  settings: Partial<RecipientSettings> = {},
) => buildMessage(acme, operation, input, config, { ...DEFAULT_RECIPIENT_SETTINGS, ...settings });

const refusal = (...given: Parameters<typeof build>): string => {
  try {
    build(...given);
  } catch (error) {
    if (error instanceof MessagingError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
};

const to = '11 98765-4321';

describe('a message', () => {
  it('is addressed by phone in the form of the vendor', () => {
    const message = build('sendText', { to, text: 'Hi' });
    expect(message).toMatchObject({ to: '5511987654321', toOriginal: to });
    expect(message.request({})).toEqual({
      method: 'POST',
      url: 'https://api.acme.example/text',
      body: json({ to: '5511987654321', text: 'Hi' }),
    });
  });

  it("is addressed by the vendor's own input where it has no phone", () => {
    const message = build('sendText', { to, mailboxId: '7', text: 'Hi' }, small);
    expect(message.to).toBe('7');
    expect(message.toOriginal).toBeUndefined();
    expect(message.request({}).body).toEqual(json({ box: 7, text: 'Hi' }));
  });

  it('is addressed by a channel user id, untouched but for spaces around it', () => {
    const message = build('sendText', { to: ' user:A-1 ', text: 'Hi' }, large, {
      recipientType: 'channelUserId',
    });
    expect(message.to).toBe('user:A-1');
  });

  it('takes no channel user id where the vendor takes none', () => {
    const given = { to: 'user:A-1', latitude: 1, longitude: 0 };
    expect(refusal('sendLocation', given, small, { recipientType: 'channelUserId' })).toBe(
      'Acme takes phone numbers only here. Set "Recipient Type" to Phone Number.',
    );
  });

  it('is addressed with a plus where the vendor writes one', () => {
    const place = { latitude: 1, longitude: 2 };
    for (const given of [to, '+55 11 98765-4321', '005511987654321'])
      expect(build('sendLocation', { to: given, ...place }, small).request({}).body).toEqual(
        json({ to: '+5511987654321', at: [1, 2] }),
      );
    expect(build('sendLocation', { to: '+1 202 555 0123', ...place }, small)).toMatchObject({
      to: '+12025550123',
    });
    expect(build('sendLocation', { to: '+5511987654321', ...place }, small).toOriginal).toBeUndefined();
  });

  it('asks for an empty channel user id', () => {
    expect(refusal('sendText', { to: ' ', text: 'Hi' }, large, { recipientType: 'channelUserId' })).toBe(
      '"To" is empty. Fill it in, or check that its expression gives a value for this item.',
    );
  });

  it('has the request before it, and the answer to that in its own request', () => {
    const message = build('sendMediaByUpload', { to, mediaType: 'image', file, caption: 'Look' });
    expect(message.before).toEqual({
      method: 'POST',
      url: 'https://api.acme.example/open',
      body: json({ to: '5511987654321' }),
    });
    expect(message.request({ door: 'd1' })).toMatchObject({
      url: 'https://api.acme.example/doors/d1',
      body: { kind: 'multipart', parts: [{ name: 'caption', value: 'Look' }, { name: 'file' }] },
    });
  });

  it('keeps what its request function refuses, as a refusal of the input', () => {
    expect(refusal('sendTemplate', { to, template: 'x', language: 'xx' })).toBe(
      '"Language" is xx, which Acme does not speak. Choose another language.',
    );
  });
});

describe('a message that cannot be built', () => {
  it('names the vendor, its generation and what it cannot do', () => {
    expect(refusal('sendLocation', { to, latitude: 1, longitude: 1 })).toBe(
      'Acme cannot send a location. Choose another vendor or another operation.',
    );
    expect(refusal('sendTemplate', { to, template: 'x' }, small)).toBe(
      'Acme (small) cannot send a template. Choose another vendor or another operation.',
    );
  });

  it('names the kind of media that the vendor does not take', () => {
    expect(refusal('sendMediaByUpload', { to, mediaType: 'video', file })).toBe(
      'Acme does not take the media type "video". Choose one of: image, audio.',
    );
  });

  it('names the input that is not honoured, for media with its kind', () => {
    expect(refusal('sendMediaByUpload', { to, mediaType: 'audio', file, caption: 'Look' })).toBe(
      'Acme does not take "Caption" with media of type audio. Leave it empty, or choose another vendor.',
    );
    expect(refusal('sendText', { to, text: 'Hi', nickname: 'Bo' })).toBe(
      'Acme does not take "Nickname". Leave it empty, or choose another vendor.',
    );
  });

  it('names what is missing', () => {
    expect(refusal('sendText', { text: 'Hi' }, small)).toBe(
      '"Mailbox ID" is empty. Fill it in, or check that its expression gives a value for this item.',
    );
    expect(refusal('sendTemplate', { to })).toBe(
      '"Template" is empty. Fill it in, or check that its expression gives a value for this item.',
    );
  });

  it('says how much longer a text is than the vendor takes', () => {
    expect(refusal('sendText', { mailboxId: 7, text: '12345678901' }, small)).toBe(
      '"Text" has 11 characters; Acme (small) takes 10. Shorten it, or send it as several messages.',
    );
    expect(build('sendText', { mailboxId: 7, text: '1234567890' }, small).request({}).body).toMatchObject({
      json: { text: '1234567890' },
    });
  });

  it('was not sent', () => {
    expect(() => build('sendText', { to, text: '' })).toThrow(
      expect.objectContaining({ outcome: 'notSent', httpStatus: null, vendorCode: null, retrySafe: true }),
    );
  });
});

describe('the operations that a vendor offers', () => {
  it('are those of all its generations, each once', () => {
    expect(offeredOperations(acme)).toEqual([
      'sendLocation',
      'sendText',
      'sendMediaByUpload',
      'sendTemplate',
    ]);
  });
});
