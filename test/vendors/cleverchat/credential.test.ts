import { CleverChatApi } from '../../../credentials/CleverChatApi.credentials';
import { addressOf } from '../../credentials/addressOf';

test("the credential test calls the vendor's own address where the field is empty", async () => {
  expect(await addressOf(new CleverChatApi(), { baseUrl: '' })).toBe(
    'https://api.cleverchat.com.br/api/messages/send',
  );
});
