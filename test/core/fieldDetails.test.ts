import { redactor } from '../../core/outcomes/redact';
import { readResponse } from '../../core/outcomes/answer';
import { withFieldDetails } from '../../core/outcomes/fieldDetails';
import { MessagingError, NOBODY_KNOWS } from '../../core/contract/outcome';
import { vendors } from '../../vendors';

describe('field U1: what an answer says about single fields is shown', () => {
  test.each<[unknown, string]>([
    [{ details: [{ field: 'variables', message: 'faltam 2' }] }, 'Inválido: variables: faltam 2'],
    [{ error: { details: [{ field: 'to', message: 'curto' }] } }, 'Inválido: to: curto'],
    [{ errors: ['telefone curto', 'texto vazio'] }, 'Inválido: telefone curto. texto vazio'],
    [{ issues: [{ path: ['body', 'to'], message: 'Required' }] }, 'Inválido: body.to: Required'],
    [
      { fields: { numero: ['é obrigatório'], texto: 'é longo' } },
      'Inválido: numero: é obrigatório. texto: é longo',
    ],
    [
      { errors: { message: ['vazio demais'], number: ['curto demais'] } },
      'Inválido: message: vazio demais. number: curto demais',
    ],
    [{ erros: [{ campo: 'número', mensagem: 'não existe' }] }, 'Inválido: número: não existe'],
    [{ data: { errors: { to: { message: 'x y' } } } }, 'Inválido: to: x y'],
    [{ statusCode: 400, message: ['to é curto', 'text é longo'] }, 'Inválido: to é curto. text é longo'],
    [{ response: { message: ['to é curto.', 'text é longo.'] } }, 'Inválido: to é curto. text é longo'],
    [{ erro: { mensagens: ['to é curto'] } }, 'Inválido: to é curto'],
    [{ errors: { to: ['curto.'], Text: ['longo.'] } }, 'Inválido: to: curto. Text: longo'],
    [{ details: 'O template espera 2 parâmetros' }, 'Inválido: O template espera 2 parâmetros'],
    // The field stands in the words already, or the words stand in the message already.
    [{ details: [{ field: 'to', message: '"to" is required' }] }, 'Inválido: "to" is required'],
    [{ details: [{ message: 'Inválido' }] }, 'Inválido'],
    [{ details: [{ field: 'to', message: 'Inválido' }] }, 'to: Inválido'],
    // Nothing that a person could read.
    [{ details: [] }, 'Inválido'],
    [{ details: { code: 7 } }, 'Inválido'],
    [{ message: [] }, 'Inválido'],
    [{ message: ['---', ''] }, 'Inválido'],
    [{ response: { message: [{ exists: false, number: 'abc' }] } }, 'Inválido'],
    [{ details: null, errors: 3 }, 'Inválido'],
    [null, 'Inválido'],
    ['text', 'Inválido'],
  ])('%j', (body, expected) => {
    expect(withFieldDetails('Inválido', body)).toBe(expected);
  });

  test('no more than four, however many there are and however deep they lie', () => {
    const details = Array.from({ length: 5000 }, (_none, index) => ({ field: `f${index}`, message: 'x' }));
    expect(withFieldDetails('', { details })).toBe('f0: x. f1: x. f2: x. f3: x');
    let deep: unknown = 'x';
    for (let depth = 0; depth < 5000; depth += 1) deep = { errors: deep };
    expect(withFieldDetails('A', deep)).toBe('A');
  });

  const own = { details: [{ field: 'variables', message: 'O template espera 2 parâmetros: segredo-1234' }] };

  test.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
    'by %s, without secrets and in a sentence that can be read',
    (_name, vendor) => {
      const generation = Object.values(vendor.generations)[0]!;
      const specification = Object.values(generation.operations)[0]!;
      const body = {
        success: false,
        error: { code: 'VALIDATION_ERROR', message: 'Dados inválidos', ...own },
      };
      const flat = { error: 'Dados inválidos', message: 'Dados inválidos', ...own };
      for (const each of [body, flat, own]) {
        const response = { status: 422, headers: {}, body: each };
        const error = readResponse(vendor, specification, response, redactor(['segredo-1234']));
        if (!(error instanceof MessagingError)) throw new Error('It was no refusal.');
        expect(error.message).toContain('variables: O template espera 2 parâmetros: [redacted]');
        expect(error.message.length).toBeLessThanOrEqual(300);
        // Where a vendor's words tell nothing of what became of the message, details tell no more.
        const told = vendor.refusal.safeParse(each).data?.outcome;
        expect(error.outcome).toBe(told ?? 'rejected');
      }
    },
  );

  test.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
    'and no advice of %s points at something that is not shown',
    (_name, vendor) => {
      const specification = Object.values(Object.values(vendor.generations)[0]!.operations)[0]!;
      for (const body of ['', {}, { error: { code: 'VALIDATION_ERROR', message: '' } }, { code: 'E9' }]) {
        const error = readResponse(vendor, specification, { status: 400, headers: {}, body }, (text) => text);
        expect((error as MessagingError).nextStep).not.toMatch(/it names/);
      }
      for (const { nextStep } of Object.values(vendor.advice ?? {})) expect(nextStep).not.toMatch(/it names/);
    },
  );
});

describe('field U7: what may have been sent says so first', () => {
  test.each(vendors.map((vendor) => [vendor.name, vendor] as const))('by %s', (_name, vendor) => {
    const specification = Object.values(Object.values(vendor.generations)[0]!.operations)[0]!;
    for (const status of [500, 502, 504]) {
      const body = { error: 'Erro interno', message: 'Erro interno' };
      const error = readResponse(vendor, specification, { status, headers: {}, body }, (text) => text);
      expect((error as MessagingError).message).toMatch(
        new RegExp(`^${NOBODY_KNOWS}${vendor.name} answered with status ${status}`),
      );
      expect((error as MessagingError).message.length).toBeLessThanOrEqual(300);
    }
  });

  test('and nothing else begins so', () => {
    const about = { nextStep: 'Wait.', httpStatus: null, vendorCode: null };
    const failed = (['rejected', 'notSent', 'unknown'] as const).map(
      (outcome) => new MessagingError('Acme broke off.', { outcome, ...about }).message,
    );
    expect(failed).toEqual([
      'Acme broke off. Wait.',
      'Acme broke off. Wait.',
      'Nobody knows whether this message was sent: Acme broke off. Wait.',
    ]);
  });
});
