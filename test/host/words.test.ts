import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { terminalLanguage } from '../../host/languages';
import { allWords } from '../../host/words';

const { en, pt } = allWords;

/** What each sentence says, whatever is put into it. */
const said = (table: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(table).map(([key, value]) => [
      key,
      typeof value === 'function' ? String(value) : String(value),
    ]),
  );

/** The same in both languages, as abbreviations are. */
const SAME = ['seconds', 'minutes'];

describe('the words of the terminal', () => {
  test('are the same ones in both languages', () => {
    expect(Object.keys(pt).sort()).toEqual(Object.keys(en).sort());
    const [english, portuguese] = [said(en), said(pt)];
    for (const key of Object.keys(english).filter((one) => !SAME.includes(one)))
      expect({ key, text: portuguese[key] }).not.toEqual({ key, text: english[key] });
  });

  test('blame nobody', () => {
    for (const text of Object.values({ ...said(en), ...said(pt) }))
      expect(text).not.toMatch(/\b(error|problem|failure|erro|problema|falha)\b/i);
  });

  test('name the messages and where they are, before n8n is there', () => {
    const inbox = 'http://127.0.0.1:5801';
    expect(en.firstStart(10, inbox, '3 min')).toMatch(
      /^10 messages of the sample leads are in the inbox: http:\/\/127\.0\.0\.1:5801\nn8n itself is being installed, about 3 min/,
    );
    expect(en.firstStart(1, inbox, '3 min')).toMatch(/^1 message of the sample leads is in the inbox/);
    expect(pt.firstStart(10, inbox, '3 min')).toMatch(
      /^10 mensagens dos leads de exemplo estão na caixa de entrada: http:\/\/127\.0\.0\.1:5801\n/,
    );
    expect(pt.firstStart(1, inbox, '3 min')).toMatch(/^1 mensagem dos leads de exemplo está/);
  });
});

describe("the terminal's language", () => {
  test.each<[NodeJS.ProcessEnv, string]>([
    [{ LANG: 'pt_BR.UTF-8' }, 'pt'],
    [{ LANG: 'pt' }, 'pt'],
    [{ LANG: 'PT_PT' }, 'pt'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'pt_BR.UTF-8' }, 'pt'],
    [{ LANG: 'pt_BR.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'pt_BR.UTF-8', LC_MESSAGES: 'pt_BR.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'pt_BR.UTF-8', LC_ALL: '' }, 'pt'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'ptg' }, 'en'],
    [{ LANG: 'es_AR.UTF-8' }, 'en'],
    [{}, 'en'],
  ])('is taken from %j: %s', (environment, language) => {
    expect(terminalLanguage(environment)).toBe(language);
  });

  test('is that of start.js as well, which cannot ask', () => {
    const start = join(__dirname, '../../start.js');
    const script = `Object.defineProperty(process.versions, 'node', { value: '18.0.0' }); require(${JSON.stringify(start)});`;
    const refusal = (environment: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, ['-e', script], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: '', ...environment },
      }).stderr;
    expect(refusal({ LANG: 'pt_BR.UTF-8' })).toContain(
      'O Mensageiro precisa do Node.js 20 ou mais novo; este é o Node.js 18.0.0.',
    );
    expect(refusal({ LANG: 'ptg' })).toContain('Mensageiro needs Node.js 20 or newer');
  });
});
