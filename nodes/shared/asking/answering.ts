import type { IDataObject, IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { APPROVE, buttonsOf, DECLINE } from './buttons';
import { closedPage, confirmPage, decidedPage, languageOf } from './page';
import { answerIn } from './question';

const webhook = {
  name: 'default',
  responseMode: 'onReceived',
  responseData: '',
  path: '={{ $nodeId }}',
} as const;

/** Where the links of a question lead: n8n itself refuses those whose signature is not its own. */
export const answerWebhooks: IWebhookDescription[] = [
  { ...webhook, httpMethod: 'GET', restartWebhook: true, isFullPath: true },
  { ...webhook, httpMethod: 'POST', restartWebhook: true, isFullPath: true },
];

/**
 * Answers a link: opening it shows a page, and only the button on that page decides. The answer becomes the node's
 * item, in the shape of n8n's own review nodes.
 */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const { method } = context.getRequestObject();
  const language = languageOf(context.getHeaderData()['accept-language']);
  const approved = answerIn(context, context.getQueryData() as IDataObject);
  if (approved === undefined) return show(context, 403, closedPage(language));
  if (method !== 'POST')
    return show(context, 200, confirmPage(language, approved, labelOf(context, approved)));
  setHeaders(context);
  return {
    webhookResponse: decidedPage(language, approved),
    workflowData: [[{ json: { data: { approved } } }]],
  };
}

/** The words of one's own for an answer; empty where there are none. */
function labelOf(context: IWebhookFunctions, approved: boolean): string {
  try {
    const given = context.getNodeParameter('approvalOptions', {}) as IDataObject;
    const label = buttonsOf(given).find((button) => button.approved === approved)?.label ?? '';
    return label === (approved ? APPROVE : DECLINE) ? '' : label;
  } catch {
    return '';
  }
}

function show(context: IWebhookFunctions, status: number, page: string): IWebhookResponseData {
  setHeaders(context);
  context.getResponseObject().status(status).send(page);
  return { noWebhookResponse: true };
}

function setHeaders(context: IWebhookFunctions): void {
  const response = context.getResponseObject();
  response.type('html');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
}
