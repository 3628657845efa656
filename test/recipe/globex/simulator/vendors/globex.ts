import type { Application } from 'express';
import { answering, unreadable, vendorApplication } from '../receiving';
import type { Answer, ArrivingRequest } from '../recording';
import type { World } from '../world';

export const GLOBEX = { key: 'globex-key-of-the-simulator', line: 'line-7', offlineLine: 'line-9' } as const;

const fault = (status: number, number: string, words: string): Answer => ({
  status,
  body: { fault: { number, words } },
});

/** Globex: texts as forms, files inside JSON after a place for them was asked for. */
export function globex(world: World): Application {
  const application = vendorApplication(world, 'globex', '');
  const route = (path: string, answer: (request: ArrivingRequest) => Answer): void => {
    application.post(
      path,
      answering(world, (request) => refuseStranger(request) ?? answer(request)),
    );
  };
  route('/messages', ({ form = {} }) => text(world, form));
  route('/slots', ({ form = {} }) =>
    form['line'] ? { status: 201, body: { slot: 's1' } } : fault(400, 'G-02', 'no line'),
  );
  route('/slots/:slot', ({ json }) => file(world, json));
  application.use(answering(world, (request) => refuseStranger(request) ?? fault(404, 'G-01', 'not here')));
  application.use(unreadable);
  return application;
}

function refuseStranger({ headers }: ArrivingRequest): Answer | undefined {
  return headers['x-globex-key'] === GLOBEX.key ? undefined : fault(401, 'G-03', 'unknown key');
}

const accepted: Answer = { status: 202, body: { accepted: true, ref: 'ref-0000001' } };

function text(world: World, form: Readonly<Record<string, string>>): Answer {
  const { line, to = '', text: words } = form;
  if (line === GLOBEX.offlineLine) return fault(409, 'G-17', 'line offline');
  if (!/^\d{10,11}$/.test(to)) return fault(400, 'G-40', 'no such number');
  if (!words) return fault(400, 'G-02', 'no text');
  world.deliver({ vendor: 'globex', host: '', messageId: 'ref-0000001', to, kind: 'text', text: words });
  return accepted;
}

function file(world: World, json: unknown): Answer {
  const { to, name, type, content } = (json ?? {}) as Record<string, string>;
  if (!to || !name || !content) return fault(400, 'G-02', 'no file');
  const media = { fileName: name, mimeType: type, content: Buffer.from(content, 'base64') };
  world.deliver({ vendor: 'globex', host: '', messageId: 'ref-0000001', to, kind: 'document', media });
  return accepted;
}
