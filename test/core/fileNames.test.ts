import { nameInDisposition, nameOfLink, nameWithEnding, safeFileName } from '../../core/files/names';

describe('field B4: a file has a name with an ending', () => {
  it.each<[string | undefined, string, string, string?]>([
    [undefined, 'image/png', 'file.png'],
    ['', 'application/pdf', 'file.pdf'],
    ['Proposta 2024', 'application/pdf', 'Proposta 2024.pdf'],
    ['Proposta v1.2', 'application/pdf', 'Proposta v1.2.pdf'],
    ['Proposta 12.2024', 'application/pdf', 'Proposta 12.2024.pdf'],
    ['Contrato Sr. João', 'application/pdf', 'Contrato Sr. João.pdf'],
    ['nota.fiscal', 'application/pdf', 'nota.fiscal.pdf'],
    ['Proposta.', 'application/pdf', 'Proposta.pdf'],
    ['file.bin', 'application/pdf', 'file.pdf'],
    ['download.php', 'application/pdf', 'download.pdf'],
    ['boleto.aspx', 'image/png', 'boleto.png'],
    ['foto.jpeg', 'image/jpeg', 'foto.jpeg'],
    ['voz.opus', 'audio/ogg', 'voz.opus'],
    ['Extrato', 'application/octet-stream', 'Extrato.ofx', 'conta.ofx'],
    ['Extrato', 'application/octet-stream', 'Extrato.bin'],
    ['conta.ofx', 'application/octet-stream', 'conta.ofx'],
    ['conta.ofx', 'application/x-ofx', 'conta.ofx'],
    ['x'.repeat(300), 'application/pdf', `${'x'.repeat(116)}.pdf`],
    ['.pdf', 'application/pdf', 'pdf.pdf'],
    ['.php', 'application/pdf', 'php.pdf'],
  ])('%j of the type %s', (given, type, expected, other = '') => {
    const name = nameWithEnding(given, type, other);
    expect(name).toBe(expected);
    expect(nameWithEnding(name, type, other)).toBe(expected);
  });

  it.each([
    ['https://x.example/docs/contrato.pdf?x=1', 'contrato.pdf'],
    ['https://x.example/Boleto%20Maio.pdf', 'Boleto Maio.pdf'],
    ['https://x.example/%E0.pdf', '%E0.pdf'],
    ['https://x.example/abc123', undefined],
    ['https://x.example/', undefined],
    ['https://x.example/get.php', undefined],
  ])('the link %s names it %j', (link, name) => {
    expect(nameOfLink(link)).toBe(name);
  });

  it.each([
    ['attachment; filename="boleto.pdf"', 'boleto.pdf'],
    ['attachment; filename=boleto.pdf; size=3', 'boleto.pdf'],
    ['inline;FileName = boleto.pdf', 'boleto.pdf'],
    ['attachment; filename="a\\"b.pdf"', 'a"b.pdf'],
    [
      'attachment; filename="x.pdf"; filename*=UTF-8\'\'Or%C3%A7amento%20de%20maio.pdf',
      'Orçamento de maio.pdf',
    ],
    ["attachment; filename*=iso-8859-1'pt'Or%E7amento.pdf", 'Orçamento.pdf'],
    ["attachment; filename=x.pdf; filename*=UTF-8''%E7.pdf", 'x.pdf'],
    ['attachment; filename="Or\u00C3\u00A7amento.pdf"', 'Orçamento.pdf'],
    ['attachment; filename="Or\u00E7amento.pdf"', 'Orçamento.pdf'],
    ['attachment', undefined],
    ['attachment; filename=""', undefined],
    [undefined, undefined],
  ])('the header %j names it %j', (header, name) => {
    expect(nameInDisposition(header)).toBe(name);
  });
});

describe('field D11: a slash between digits is no folder', () => {
  it.each([
    ['Boleto 05/2026.pdf', 'Boleto 05-2026.pdf'],
    ['01/05/2026.pdf', '01-05-2026.pdf'],
    ['NF 123/45 - Ana.pdf', 'NF 123-45 - Ana.pdf'],
    ['Boleto 05/2026 e 06/2026.pdf', 'Boleto 05-2026 e 06-2026.pdf'],
    ['Notas/Boleto 05/2026.pdf', 'Boleto 05-2026.pdf'],
    ['/var/files/2026/05/12345.pdf', '12345.pdf'],
    ['C:\\2026\\05\\boleto.pdf', 'boleto.pdf'],
    ['C:\\Boletos\\Boleto 05/2026.pdf', 'Boleto 05-2026.pdf'],
    ['2026/boleto.pdf', 'boleto.pdf'],
    ['../../05/2026.pdf', '2026.pdf'],
    ['Proposta A/B.pdf', 'B.pdf'],
  ])('%j is %j', (given, name) => {
    expect(safeFileName(given)).toBe(name);
    expect(safeFileName(name)).toBe(name);
  });

  it.each(['1', '1/', '/1', 'a/', '.', '"', '1.', '\\'])('in time that grows with the name: %j', (part) => {
    const began = performance.now();
    nameWithEnding(part.repeat(100_000), 'application/pdf');
    nameInDisposition(`attachment; filename="${part.repeat(100_000)}`);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
