import { MessagingError } from '../../../core/contract/outcome';
import { readTemplateText } from '../../../core/contract/templateText';
import { components } from '../../../vendors/meta/template';

const refusalOf = (input: Parameters<typeof components>[0]): string => {
  try {
    components(input);
  } catch (thrown) {
    return thrown instanceof MessagingError ? thrown.message : String(thrown);
  }
  return '';
};

const named = [{ name: 'nome', value: 'Maria' }];
const byPlace = [{ name: '1', value: 'Maria' }];

describe('the parts of a template at Meta', () => {
  test('have a name in the header where the template has names', () => {
    expect(
      components({ headerType: 'text', headerValue: 'Ana', headerVariable: 'atendente', variables: named }),
    ).toEqual([
      { type: 'header', parameters: [{ type: 'text', parameter_name: 'atendente', text: 'Ana' }] },
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'nome', text: 'Maria' }] },
    ]);
  });

  test('have none where it has numbers', () => {
    const header = { type: 'header', parameters: [{ type: 'text', text: 'Ana' }] };
    expect(components({ headerType: 'text', headerValue: 'Ana' })).toEqual([header]);
    expect(components({ headerType: 'text', headerValue: 'Ana', headerVariable: '1' })).toEqual([header]);
  });

  test('name a document, which phones show as untitled otherwise', () => {
    const filled = (headerValue: string) =>
      components({ headerType: 'document', headerValue })[0]?.parameters;
    expect(filled('https://exemplo.com.br/a/boleto.pdf?x=1')).toEqual([
      {
        type: 'document',
        document: { link: 'https://exemplo.com.br/a/boleto.pdf?x=1', filename: 'boleto.pdf' },
      },
    ]);
    expect(filled('https://exemplo.com.br/baixar?id=1')).toEqual([
      { type: 'document', document: { link: 'https://exemplo.com.br/baixar?id=1' } },
    ]);
  });

  test('are refused before Meta would refuse them', () => {
    const text = { headerType: 'text', headerValue: 'Ana' } as const;
    expect(refusalOf({ ...text, variables: named })).toMatch(/^"Header Variable" is empty/);
    expect(refusalOf({ ...text, headerVariable: 'nome', variables: byPlace })).toMatch(
      /numbers and words as names/,
    );
    expect(
      refusalOf({ headerType: 'image', headerValue: 'https://exemplo.com.br/a.jpg', headerVariable: 'nome' }),
    ).toMatch(/^"Header Variable" is filled in, but "Header" is not Text/);
    expect(
      refusalOf({ headerType: 'image', headerValue: 'https://exemplo.com.br/a.jpg', variables: named }),
    ).toBe('');
  });
});

/** As Meta's list gives it. */
const withButton = (button: object) =>
  readTemplateText(
    JSON.stringify([
      { type: 'BODY', text: 'Oi {{1}}' },
      { type: 'BUTTONS', buttons: [{ type: 'PHONE_NUMBER', text: 'Ligar' }, button] },
    ]),
  );

describe('the buttons of a template', () => {
  test.each(['FLOW', 'MPM', 'SPM'])('that nobody can fill in here are told (%s)', (type) => {
    expect(withButton({ type, text: 'Abrir' })).toMatchObject({
      fault: { says: `has a button of the kind "${type}", which cannot be filled in here` },
    });
  });

  test.each([
    { type: 'OTP', otp_type: 'COPY_CODE', text: 'Copiar código' },
    {
      type: 'URL',
      text: 'Copiar',
      url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
    },
  ])('take the code of a login once more, as the end of a link (%j)', (button) => {
    expect(withButton(button)).toMatchObject({
      template: { places: [{ id: '1' }, { id: 'button 2', part: 'button', index: 1, kind: 'url' }] },
    });
  });
});
