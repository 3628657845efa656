import { readAccount } from '../../core/input/account';
import { MessagingError } from '../../core/contract/outcome';
import { redactor } from '../../core/outcomes/redact';
import { buildMessage } from '../../core/message/build';
import { send } from '../../core/sending/send';
import { PATIENCE, sendOnce, senderOf } from '../support/sending';
import type { HttpRequest, HttpResponse, Transport } from '../../core/contract/http';
import { ACME_CREDENTIAL, acme } from './acme';

const { config, secrets } = readAccount(acme, ACME_CREDENTIAL);
const redact = redactor(secrets);
const to = '5511987654321';
const file = {
  fileName: 'a.png',
  mimeType: 'image/png',
  size: 1,
  async *stream() {
    yield new Uint8Array([1]);
  },
};

const text = () => buildMessage(acme, 'sendText', { to, text: 'Hi' }, config);
const upload = () => buildMessage(acme, 'sendMediaByUpload', { to, mediaType: 'image', file }, config);

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body,
});

/** Answers in order; what is an Error is thrown. */
function scripted(...answers: Array<HttpResponse | Error>) {
  const requests: HttpRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    const next = answers.shift();
    if (next === undefined) throw new Error('One request too many.');
    if (next instanceof Error) throw next;
    return next;
  };
  return { requests, transport };
}

describe('sending', () => {
  it('gives the receipt with the answer that it was read from', async () => {
    const response = answer(200, { ok: true, id: 'm1' });
    const { requests, transport } = scripted(response);
    expect(await sendOnce(text(), transport, redact)).toEqual({
      outcome: 'sent',
      messageId: 'm1',
      status: 'sent',
      httpStatus: 200,
      response,
    });
    expect(requests).toHaveLength(1);
  });

  it('opens first and then sends into what was opened', async () => {
    const { requests, transport } = scripted(
      answer(200, { door: 'd1' }),
      answer(200, { ok: true, id: 'm1' }),
    );
    expect(await sendOnce(upload(), transport, redact)).toMatchObject({ outcome: 'sent', messageId: 'm1' });
    expect(requests.map(({ url }) => url)).toEqual([
      'https://api.acme.example/open',
      'https://api.acme.example/doors/d1',
    ]);
  });

  it.each([
    ['breaks off', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['is trouble of the server', answer(500, { fault: 'oops' })],
    ['is not what the documents describe', answer(200, { gate: 'd1' })],
    ['is a web page', answer(200, '<html>')],
  ])('sends nothing, and knows it, when the answer to the opening %s', async (_case, first) => {
    const { requests, transport } = scripted(first);
    const failure = await sendOnce(upload(), transport, redact);
    expect(failure).toBeInstanceOf(MessagingError);
    expect(failure).toMatchObject({
      outcome: 'notSent',
      message:
        'Acme did not open a door for this message. The message was not sent; send this item again later.',
    });
    expect(requests).toHaveLength(1);
  });

  it('sends nothing when no request can be written with what was opened', async () => {
    const { requests, transport } = scripted(answer(200, { door: 'd1' }));
    const message = {
      ...upload(),
      request: () => {
        throw new URIError('URI malformed');
      },
    };
    expect(await sendOnce(message, transport, redact)).toMatchObject({
      outcome: 'notSent',
      message: 'This item met a defect of the node and was not sent. Please report it with the workflow.',
    });
    expect(requests).toHaveLength(1);
  });

  it('passes on a refusal of the opening', async () => {
    const { requests, transport } = scripted(answer(404, { fault: 'no such box', number: 'E7' }));
    expect(await sendOnce(upload(), transport, redact)).toMatchObject({
      outcome: 'rejected',
      vendorCode: 'E7',
      httpStatus: 404,
      message: 'Acme refused the message: “no such box”. Correct what it names, then send this item again.',
    });
    expect(requests).toHaveLength(1);
  });

  it('never throws, whatever the transport throws', async () => {
    for (const thrown of [undefined, null, 7, 'text', Symbol('x'), new Error('x'), Object.create(null)]) {
      const result = await sendOnce(text(), () => Promise.reject(thrown), redact);
      expect(result).toMatchObject({ outcome: 'unknown', httpStatus: null, vendorCode: null });
    }
  });

  it('passes on a MessagingError of the transport as it is', async () => {
    const own = new MessagingError('The file is gone.', {
      outcome: 'notSent',
      nextStep: 'Run the item again.',
      httpStatus: null,
      vendorCode: null,
    });
    expect(await sendOnce(text(), () => Promise.reject(own), redact)).toBe(own);
  });

  it('says nothing of codes and addresses in the words for a broken connection', async () => {
    const thrown = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    expect(await sendOnce(text(), () => Promise.reject(thrown), redact)).toMatchObject({
      outcome: 'notSent',
      message: 'Acme could not be reached. Nothing was sent; send this item again later.',
    });
  });

  it('asks nothing more where the credential is not accepted, and is told so while it waits', async () => {
    const { transport, requests } = scripted(...Array.from({ length: 5 }, () => answer(401, {})));
    const sender = senderOf(transport, redact);
    for (let times = 0; times < 5; times += 1) await send(text(), sender, PATIENCE);
    const { result, attempts } = await send(text(), sender, PATIENCE);
    expect(result).toMatchObject({
      outcome: 'notSent',
      nextStep: expect.stringContaining('open the Acme credential'),
    });
    expect([attempts, requests.length]).toEqual([0, 5]);

    const waiting = senderOf(transport, redact);
    let asked = 0;
    waiting.acceptance.isOpen = () => (asked += 1) === 1;
    expect((await send(text(), waiting, PATIENCE)).result).toMatchObject({ outcome: 'notSent' });
  });
});
