/** The pages behind the links of a question: plain HTML, nothing from elsewhere, no script. */

interface Words {
  /** Of the page that asks whether the answer is meant. */
  confirm: { title: string; text: string };
  approve: string;
  decline: string;
  /** Of the page after it. */
  approved: { title: string; text: string };
  declined: { title: string; text: string };
  /** Of a link that answers no open question. */
  closed: { title: string; text: string };
}

const WORDS = {
  en: {
    confirm: { title: 'Your answer', text: 'Nothing has been decided yet. Press the button to answer.' },
    approve: 'Yes, approve',
    decline: 'No, decline',
    approved: { title: 'Approved', text: 'Thank you. You can close this page.' },
    declined: { title: 'Declined', text: 'Thank you. You can close this page.' },
    closed: {
      title: 'This link is not valid now',
      text: 'The question was answered already, or the link is incomplete. Nothing was decided with it.',
    },
  },
  'pt-BR': {
    confirm: { title: 'Sua resposta', text: 'Nada foi decidido ainda. Toque no botão para responder.' },
    approve: 'Sim, aprovar',
    decline: 'Não, recusar',
    approved: { title: 'Aprovado', text: 'Obrigado. Você já pode fechar esta página.' },
    declined: { title: 'Recusado', text: 'Obrigado. Você já pode fechar esta página.' },
    closed: {
      title: 'Este link não vale agora',
      text: 'A pergunta já foi respondida, ou o link está incompleto. Nada foi decidido com ele.',
    },
  },
} as const satisfies Record<string, Words>;

type Language = keyof typeof WORDS;

const LONGEST_HEADER = 500;

/**
 * The language of a page.
 *
 * @param accepted the header Accept-Language of the request
 */
export function languageOf(accepted: unknown): Language {
  const wanted = (typeof accepted === 'string' ? accepted.slice(0, LONGEST_HEADER) : '')
    .split(',')
    .map((each) => {
      const [tag = '', quality] = each.toLowerCase().split('q=');
      return { tag: tag.trim().slice(0, 2), weight: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, weight }) => (tag === 'pt' || tag === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.tag === 'pt' ? 'pt-BR' : 'en';
}

/**
 * Asks whether the answer is meant: only its button decides, so that a preview of the link decides nothing.
 *
 * @param label the words of one's own for the button; empty for those of the language
 */
export function confirmPage(language: Language, approved: boolean, label: string): string {
  const { confirm, approve, decline } = WORDS[language];
  const words = label === '' ? (approved ? approve : decline) : label;
  // Without an address the form goes to the one of the page, with the signature in it.
  const form = `<form method="POST"><button class="${approved ? 'yes' : 'no'}">${escaped(words)}</button></form>`;
  return page(language, confirm.title, `<p>${confirm.text}</p>${form}`);
}

/** Says that the answer was taken. */
export function decidedPage(language: Language, approved: boolean): string {
  const { title, text } = WORDS[language][approved ? 'approved' : 'declined'];
  return page(language, title, `<p>${text}</p>`);
}

/** Says that the link answers no open question. */
export function closedPage(language: Language): string {
  const { title, text } = WORDS[language].closed;
  return page(language, title, `<p>${text}</p>`);
}

const STYLE =
  'body{font:18px/1.5 system-ui,sans-serif;max-width:26em;margin:15vh auto 0;padding:0 1.5em;color:#1c2b26;background:#fff}' +
  'h1{font-size:1.4em}button{font:inherit;width:100%;padding:.8em;border:0;border-radius:.5em;color:#fff;background:#0b7a53}' +
  'button.no{background:#9b2c2c}@media(prefers-color-scheme:dark){body{color:#e6f2ed;background:#13211c}}';

function page(language: Language, title: string, content: string): string {
  return (
    `<!DOCTYPE html><html lang="${language}"><head>` +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">' +
    `<title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1>${content}</body></html>`
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
