import type { ApprovedTemplate } from '../templates';

/** What the simulated vendor knows that has no definition of its own. Every value is made up; none opens anything. */
export const OTHER = {
  token: 'simulator-other-token',
  templates: {
    pedido_enviado: {
      name: 'pedido_enviado',
      language: 'pt_BR',
      body: 'Olá {{1}}, seu pedido {{2}} saiu para entrega.',
    },
    lembrete: { name: 'lembrete', language: 'en_US', body: 'Hi {{1}}, see you tomorrow.' },
  } satisfies Record<string, ApprovedTemplate>,
} as const;

const HEADERS = "-H 'Authorization: Bearer tok_9f86d081884c7d65' -H 'Content-Type: application/json'";

/** The cURL examples as its documentation would print them, with the marks in their places. */
export const otherCommands = (address: string) => ({
  textCommand: `curl -X POST ${address}/v1/texts ${HEADERS} -d '{"to":"{{number}}","text":"{{text}}"}'`,
  mediaCommand: `curl -X POST ${address}/v1/links ${HEADERS} -d '{"to":"{{number}}","type":"{{media_type}}","link":"{{media_url}}","caption":"{{caption}}","filename":"{{file_name}}"}'`,
  fileCommand: `curl -X POST ${address}/v1/files -H 'Authorization: Bearer tok_9f86d081884c7d65' -F 'to={{number}}' -F 'type={{media_type}}' -F 'caption={{caption}}' -F 'file=@photo.jpg'`,
  templateCommand: `curl -X POST ${address}/v1/templates ${HEADERS} -d '{"to":"{{number}}","template":"{{template}}","language":"{{language}}","params":"{{variables}}"}'`,
});
