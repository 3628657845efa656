import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withVendorNames } from '../../scripts/searchWords';
import { vendors } from '../../vendors';

/** The nodes with the name that n8n shows. */
const NODES: Readonly<Record<string, string>> = {
  SendText: 'Mensageiro Send Text',
  SendMedia: 'Mensageiro Send Media',
  SendTemplate: 'Mensageiro Send Template',
  AddToCampaign: 'Mensageiro Add to Campaign',
  StatusTrigger: 'Mensageiro Status Trigger',
};

/**
 * How well n8n's node panel finds a text by what was typed; undefined where it does not. The letters must stand in the
 * text in their order, in any case: 60 for each that follows directly, 38 for one behind a blank, 30 for a capital behind
 * a small letter, 15 for the first letter of all, 20 off for each letter before the first hit (200 at most), 2.5 off for
 * each that is left over. So a word such as "mEnSaGeM" among the aliases is worth more than "mensagem", which the name
 * "Mensageiro Send Media" holds too, and names weigh 1.3 times as much.
 */
function score(typed: string, text: string): number | undefined {
  const [query, target] = [typed.toLowerCase(), text.toLowerCase()];
  const scores = [...target].flatMap((letter, start) => {
    if (letter !== query[0]) return [];
    const hits = [start];
    for (const next of query.slice(1)) {
      const at = target.indexOf(next, (hits.at(-1) ?? 0) + 1);
      if (at < 0) return [];
      hits.push(at);
    }
    const points = hits.map((at, index) => {
      const [before = '', here = ''] = [text[at - 1], text[at]];
      return (
        (index > 0 && at === (hits[index - 1] ?? 0) + 1 ? 60 : 0) +
        (at === 0 ? 15 : before === ' ' || before === '_' ? 38 : 0) +
        (before !== before.toUpperCase() && here !== here.toLowerCase() ? 30 : 0)
      );
    });
    const sum = points.reduce((total, each) => total + each, 0);
    return [100 + sum + Math.max(-20 * start, -200) - 2.5 * (text.length - query.length)];
  });
  return scores.length === 0 ? undefined : Math.max(...scores);
}

/** The nodes that are found, the best first. */
function found(typed: string): string[] {
  const results = Object.entries(NODES).flatMap(([node, name]) => {
    const path = join(__dirname, '..', '..', 'nodes', node, `${node}.node.json`);
    const { alias } = withVendorNames(JSON.parse(readFileSync(path, 'utf8')) as { alias: string[] }, vendors);
    const ofName = score(typed, name);
    const all = [
      ...(ofName === undefined ? [] : [ofName * 1.3]),
      ...alias.flatMap((each) => score(typed, each) ?? []),
    ];
    return all.length === 0 ? [] : [[node, Math.max(...all)] as const];
  });
  return results.sort(([, a], [, b]) => b - a).map(([node]) => node);
}

const FIRST: ReadonlyArray<readonly [node: string, words: readonly string[]]> = [
  [
    'SendText',
    [
      'mensagem',
      'mensagens',
      'enviar',
      'enviar mensagem',
      'enviar mensagens',
      'enviar mensagem whatsapp',
      'enviar whatsapp',
      'mandar mensagem',
      'texto',
      'boleto',
      'enviar boleto',
      'cobrança',
      'cobranca',
      'pix',
      'lembrete',
      'planilha',
      'message',
      'messages',
      'send message',
      'send whatsapp',
      'send whatsapp message',
      'send text',
      'sms',
    ],
  ],
  [
    'SendMedia',
    [
      'arquivo',
      'arquivos',
      'foto',
      'enviar foto',
      'imagem',
      'áudio',
      'audio',
      'vídeo',
      'pdf',
      'file',
      'photo',
      'location',
    ],
  ],
  ['SendTemplate', ['template', 'modelo', 'hsm']],
  ['AddToCampaign', ['campanha', 'campaign', 'leads', 'disparo em massa']],
  ['StatusTrigger', ['status', 'entregue', 'delivered', 'gatilho', 'webhook']],
];

describe.each(FIRST)('field U17: %s comes first for', (node, words) => {
  test.each(words)('"%s"', (typed) => {
    expect(found(typed)[0]).toBe(node);
  });
});

test('field U17: every node is found by the words for WhatsApp and by each vendor', () => {
  for (const typed of ['whatsapp', 'zap', 'mensageiro', ...vendors.map(({ name }) => name)])
    expect(found(typed).sort()).toEqual(Object.keys(NODES).sort());
});

test('what nobody wrote down is not found', () => expect(found('fatura qualquer')).toEqual([]));
