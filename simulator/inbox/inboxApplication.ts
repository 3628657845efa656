import express from 'express';
import type { Application, Request, Response } from 'express';
import { isObject, isWebAddress } from '../fields';
import type { InboxMessage } from '../recording';
import { addressIn, type StatusWebhooks } from '../statusWebhooks';
import type { World } from '../world';
import { inboxPage } from './inboxPage';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { INBOX_WORDS } from './words';
import type { InboxWords } from './words';

/** Files that a browser may show in place; everything else is a download, never a page of this origin. */
const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** The page runs its own style and script, whatever a message contains. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page that shows what arrived, its JSON, and the buttons' actions. */
export function inboxApplication(
  world: World,
  webhooks: StatusWebhooks,
  addresses: () => Readonly<Record<string, string>>,
  reset: () => void,
): Application {
  const application = express();
  application.disable('x-powered-by').disable('etag');
  application.use(express.json(), express.urlencoded({ extended: false }));

  application.get('/', (request, response) => {
    const words = wordsFor(request);
    response.set({
      'Cache-Control': 'no-store',
      'Content-Language': words.code,
      'Content-Security-Policy': PAGE_POLICY,
      Vary: 'Accept-Language',
    });
    response.type('html').send(
      inboxPage(
        {
          version: world.version,
          messages: world.inbox,
          written: world.written,
          addresses: addresses(),
          webhookUrls: webhooks.urls,
          deliveries: webhooks.deliveries,
        },
        words,
      ).text,
    );
  });

  application.get('/style.css', (_request, response) => void response.type('css').send(STYLE));
  application.get('/script.js', (_request, response) => void response.type('js').send(SCRIPT));

  application.get('/messages.json', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({
      version: world.version,
      webhookUrls: webhooks.urls,
      messages: world.inbox.map(withoutBytes),
      written: world.written,
      deliveries: webhooks.deliveries,
    });
  });

  application.get('/media/:number', (request, response) => {
    const media = find(world, request)?.media;
    if (!media?.content) {
      response.status(404).type('text/plain').send(wordsFor(request).noFile);
      return;
    }
    const shown = SHOWN.test(media.mimeType ?? '');
    // First the name, because express derives a type from it.
    if (!shown) response.attachment(media.fileName ?? 'file');
    response.set({
      'Content-Type': shown ? media.mimeType : 'application/octet-stream',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
    response.send(media.content);
  });

  application.post('/messages/:number/status', async (request, response) => {
    const message = find(world, request);
    const status: unknown = isObject(request.body) ? request.body['status'] : undefined;
    if (!message?.messageId || typeof status !== 'string') {
      response.status(404).type('text/plain').send(wordsFor(request).noMessage);
      return;
    }
    const emitted = webhooks.emit(message.messageId, status);
    // A slow receiver keeps its retries; the page shows how they end.
    const trouble = await Promise.race([emitted.then(() => null, reason), patience()]);
    if (trouble) response.status(400).type('text/plain').send(trouble);
    else done(request, response, { status });
  });

  application.post('/phones/:phone/write', async (request, response) => {
    const fields = isObject(request.body) ? request.body : {};
    const [text, sender] = [fields['text'], fields['sender']].map(String);
    const posted = webhooks.write(request.params['phone'] ?? '', sender ?? '', text ?? '');
    const trouble = await Promise.race([posted.then(() => null, reason), patience()]);
    if (trouble) response.status(400).type('text/plain').send(trouble);
    else done(request, response, { written: text });
  });

  application.post('/webhook-urls', (request, response) => {
    const urls = lines(isObject(request.body) ? request.body['urls'] : undefined);
    const wrong = urls.find((url) => !isWebAddress(addressIn(url)));
    if (wrong !== undefined) {
      response.status(400).type('text/plain').send(wordsFor(request).badAddress(wrong));
      return;
    }
    webhooks.setUrls(urls);
    done(request, response, { webhookUrls: webhooks.urls });
  });

  application.post('/clear', (request, response) => {
    reset();
    done(request, response, { cleared: true });
  });
  return application;
}

/** In the language that the browser asks for: Portuguese, or English where it knows none of both. */
function wordsFor(request: Request): InboxWords {
  return request.acceptsLanguages('en', 'pt') === 'pt' ? INBOX_WORDS.pt : INBOX_WORDS.en;
}

/** The lines of a form's field, or a list of lines. */
function lines(given: unknown): string[] {
  return [given]
    .flat()
    .flatMap((text) => (typeof text === 'string' ? text.split('\n') : []))
    .map((line) => line.trim())
    .filter(Boolean);
}

function reason(error: Error): string {
  return error.message;
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), 1_500).unref());
}

/** JSON for those who sent JSON, the page again for a form. */
function done(request: Request, response: Response, body: object): void {
  if (request.is('json')) response.json(body);
  else response.redirect(303, '/');
}

function find(world: World, request: Request): InboxMessage | undefined {
  return world.inbox.find((message) => String(message.number) === request.params['number']);
}

function withoutBytes(message: InboxMessage): object {
  if (!message.media?.content) return message;
  const { content, ...media } = message.media;
  return { ...message, media: { ...media, size: content.length, href: `/media/${message.number}` } };
}
