import { AiDeskApi } from '../../../credentials/AiDeskApi.credentials';
import { addressOf } from '../../credentials/addressOf';

test("the credential test calls the vendor's own address where the field is empty", async () => {
  expect(await addressOf(new AiDeskApi(), { templateBaseUrl: ' ' })).toBe(
    'https://api.ai-desk.com.br/send-message',
  );
});
