import { readResponse } from '../../../core/outcomes/answer';
import { whaticket } from '../../../vendors/whaticket/whaticket';

const operation = Object.values(whaticket.generations)[0]?.operations.sendText;

/** What becomes of an answer in the form of the family. */
function readAs(status: number, error: string) {
  if (operation === undefined) throw new Error('It sends no text');
  const response = { status, headers: {}, body: { error } };
  return readResponse(whaticket, operation, response, (text) => text);
}

describe('what the family refuses before it speaks to WhatsApp', () => {
  test.each([
    [400, 'Ticket em outro atendimento. Atendente: undefined - Fila: undefined'],
    [500, 'ticket em outro atendimento'],
    [404, 'ERR_NO_USER_FOUND'],
    [400, ' ERR_QUEUE_NOT_FOUND '],
    [400, 'number is a required field'],
    [400, 'User ID is required'],
    [500, 'ERR_WAPP_INVALID_CONTACT'],
    [400, 'ERR_WAPP_CHECK_CONTACT'],
    [400, 'ERR_CREATING_TICKET'],
    // Whatever the status says of it.
    [500, 'Invalid number format'],
  ])('is surely not sent (%i %j)', (status, words) => {
    expect(readAs(status, words)).toMatchObject({ outcome: 'rejected', httpStatus: status });
  });

  test.each([
    [400, 'Ticket em outro lugar'],
    [400, 'Não foi possível enviar: Ticket em outro atendimento'],
    [500, 'ERR_QUEUE_NOT_FOUNDED'],
  ])('is not what only sounds like it (%i %j)', (status, words) => {
    expect(readAs(status, words)).toMatchObject({ outcome: 'unknown' });
  });

  test.each([
    [401, 'Acesso não permitido'],
    [403, 'Invalid token. We will try to assign a new one on next request'],
    [400, 'Invalid token'],
    [403, 'Token inválido'],
    [500, 'acesso não permitido'],
  ])('leads to the credential where it is about the token (%i %j)', (status, words) => {
    expect(readAs(status, words)).toMatchObject({
      outcome: 'rejected',
      nextStep: 'Copy the token of the WhatsApp connection into the credential again.',
    });
  });

  test.each(['Este número não está cadastrado no whatsapp', 'ERR_WAPP_INVALID_CONTACT'])(
    'leads to the person where it is about the number (%j)',
    (words) => {
      expect(readAs(400, words)).toMatchObject({
        outcome: 'rejected',
        nextStep: 'Check the number with the person before you send again.',
      });
    },
  );

  test.each([
    'Muitas requisições. Tente novamente em 15 minutos.',
    'Too many requests',
    'Rate limit excedido',
  ])('is for later where it is about too many requests (%j)', (words) => {
    expect(readAs(429, words)).toMatchObject({ outcome: 'notSent', repeat: 'later' });
    expect(readAs(500, words)).toMatchObject({ outcome: 'unknown' });
  });
});
