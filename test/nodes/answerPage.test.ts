import { closedPage, confirmPage, decidedPage, languageOf } from '../../nodes/shared/asking/page';

describe('the language of a page', () => {
  test.each([
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt-BR'],
    ['PT', 'pt-BR'],
    ['de-DE, pt;q=0.5', 'pt-BR'],
    ['en-US,en;q=0.9,pt;q=0.8', 'en'],
    ['pt;q=0.1, en;q=0.9', 'en'],
    ['pt;q=0', 'en'],
    ['de', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [['pt'], 'en'],
    [`${'x'.repeat(600)},pt`, 'en'],
  ])('of %j is %s', (accepted, language) => expect(languageOf(accepted)).toBe(language));
});

test.each([
  ['en', true, 'Yes, approve'],
  ['en', false, 'No, decline'],
  ['pt-BR', true, 'Sim, aprovar'],
  ['pt-BR', false, 'Não, recusar'],
] as const)('in %s the button of %j says %s', (language, approved, words) => {
  expect(confirmPage(language, approved, '')).toContain(`>${words}</button>`);
});

test("words of one's own are text and nothing else", () => {
  const page = confirmPage('en', true, '</button><script>alert(1)</script>"\'&');
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;/button&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
});

test.each([confirmPage('en', true, ''), decidedPage('pt-BR', false), closedPage('en')])(
  'a page asks for nothing from elsewhere and has no script',
  (page) => {
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).not.toMatch(/src=|href=|url\(|@import|<script|http/);
  },
);
