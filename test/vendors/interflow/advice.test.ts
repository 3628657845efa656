import { ADVICE } from '../../../vendors/interflow/advice';

it('lets only what Interflow calls temporary be sent again unchanged', () => {
  const temporary = Object.keys(ADVICE).filter((code) => ADVICE[code]?.class === 'retryLater');
  expect(temporary).toEqual(['RATE_LIMIT_EXCEEDED']);
});
