import { readAccount } from '../../core/input/account';
import { vendors } from '../../vendors';
import { acme } from './acme';

const read = (data: Record<string, unknown>) => readAccount(acme, data);

describe('a credential', () => {
  it('is split into a configuration without secrets, and the secrets', () => {
    expect(read({ password: ' open-sesame ', edition: 'small', messagesPerMinute: 60 })).toEqual({
      config: { baseUrl: 'https://api.acme.example', edition: 'small' },
      secrets: ['open-sesame'],
      messagesPerMinute: 60,
    });
  });

  it.each([undefined, null, ''])('asks for a secret that is %j', (password) => {
    expect(() => read({ password })).toThrow(
      'The Acme credential has no value in "password". Open the credential and paste it from the vendor.',
    );
  });

  it.each([
    'two\nlines',
    'two\r\nlines',
    'two words',
    'tab\tbed',
    'zero\u200Bwidth',
    'acentuação',
    'nul\u0000',
  ])('refuses a secret that no header can carry, without showing it: %j', (password) => {
    expect(() => read({ password })).toThrow(
      '"password" in the Acme credential has a line break, a space or a character that no key has. Open the credential and paste the value again, alone on one line.',
    );
  });

  it.each(['a', 'abc', '12345', ' 1234 '])('field X5: asks for a whole secret in place of %j', (password) => {
    expect(() => read({ password })).toThrow(
      '"password" in the Acme credential is shorter than 6 characters, as no key is. Open the credential and paste the whole value from the vendor.',
    );
  });

  it('field X5: takes a secret of six characters', () => {
    expect(read({ password: '123456' }).secrets).toEqual(['123456']);
  });

  it('takes a secret with a line break only around it', () => {
    expect(read({ password: '\nopen-sesame\r\n' }).secrets).toEqual(['open-sesame']);
  });

  it('names the field that is wrong', () => {
    expect(() => read({ password: 'open-sesame', baseUrl: 'acme' })).toThrow(
      'The Acme credential is not complete: "Base URL" is not a web address. Paste it whole, starting with https://. Open the credential and correct it.',
    );
    expect(() => read({ password: 'open-sesame', edition: 'huge' })).toThrow(
      'The Acme credential is not complete: "edition" cannot be read. Check what is filled in there. Open the credential and correct it.',
    );
  });
});

describe("a credential's pace", () => {
  const pace = (data: Record<string, unknown>) =>
    readAccount(acme, { password: 'open-sesame', edition: 'small', ...data }).messagesPerMinute;

  it.each([
    ['what the credential says', { messagesPerMinute: 300 }, 300],
    ['a message a second where it says nothing', {}, 60],
    ['a message a second where the field was hidden or left empty', { messagesPerMinute: '' }, 60],
    ['a message a second where the field is no number', { messagesPerMinute: 'fast' }, 60],
    ['no limit for 0', { messagesPerMinute: 0 }, 0],
    ['no limit for less than 0', { messagesPerMinute: -5 }, 0],
    ['its part where workers share the number', { messagesPerMinute: 300, workersSharing: 3 }, 100],
    ['all of it where fewer than one worker shares it', { messagesPerMinute: 300, workersSharing: 0 }, 300],
  ])('is %s', (_what, data, expected) => {
    expect(pace(data)).toBe(expected);
  });

  const interflow = vendors.find(({ id }) => id === 'interflow')!;

  it.each([
    [{ plan: 'starter' }, 60],
    [{ plan: 'professional' }, 300],
    [{ plan: 'enterprise' }, 1000],
    [{ plan: 'enterprise', workersSharing: 2 }, 500],
    [{ plan: 'custom', messagesPerMinute: 120 }, 120],
    [{ plan: 'custom' }, 60],
    [{ plan: 'starter', messagesPerMinute: 5000 }, 60],
    [{}, 60],
  ])('of Interflow follows its plan: %j gives %i', (data, expected) => {
    const account = readAccount(interflow, { apiKey: 'if_live_abc123', ...data });
    expect(account.messagesPerMinute).toBe(expected);
  });
});
