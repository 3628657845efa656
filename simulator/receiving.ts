import express from 'express';
import type { Application, ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { Refusal } from './recording';
import type { Answer, ArrivingRequest, ReceivedPart, VendorHost, VendorId } from './recording';
import type { World } from './world';

const LARGEST_BODY = '300mb';
const LARGEST_FIELD = 1024 * 1024;

/** Multer's option for a body that was read before; its type package does not list it yet. */
type MulterOptions = multer.Options & {
  streamHandler: (request: Request, parser: NodeJS.WritableStream) => void;
};

const multipartOptions: MulterOptions = {
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fieldSize: LARGEST_FIELD },
  streamHandler: (request, parser) => {
    parser.end(bodies.get(request) ?? Buffer.alloc(0));
  },
};

const parse = multer(multipartOptions).any();
const brokenMultipart = new WeakSet<Request>();

/** Parses a multipart body. One that cannot be parsed is recorded too, and the vendor's checks refuse it. */
const readMultipart: RequestHandler = (request, response, next) => {
  void parse(request, response, (error: unknown) => {
    if (error) brokenMultipart.add(request);
    next();
  });
};

/** Raw bodies, kept because multer replaces `request.body`. */
const bodies = new WeakMap<Request, Buffer>();

/**
 * An express application that reads every request whole, keeps its raw bytes and parsed parts, and gives a
 * scripted answer where one waits. Routes are added by `answering`.
 */
export function vendorApplication(world: World, vendor: VendorId, host: VendorHost): Application {
  const application = express();
  application.disable('x-powered-by').disable('etag');
  application.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  application.use((request, _response, next) => {
    bodies.set(request, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    next();
  });
  application.use(readMultipart);
  application.use(((request, response, next) => {
    response.locals['arrived'] = readRequest(world, vendor, host, request);
    const scripted = world.takeScripted(vendor);
    if (scripted) reply(world, response, scripted);
    else next();
  }) satisfies RequestHandler);
  return application;
}

/** A route that answers with what the function returns, or with the Refusal that it throws. */
export function answering(world: World, answer: (request: ArrivingRequest) => Answer): RequestHandler {
  return (request, response) => {
    const arrived = response.locals['arrived'] as ArrivingRequest;
    arrived.parameters = pathParameters(request);
    try {
      reply(world, response, answer(arrived));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      reply(world, response, thrown.answer);
    }
  };
}

/** The last handler: a body that could not be read, such as one that is too large or not well-formed. */
export const unreadable: ErrorRequestHandler = (
  error: Error & { status?: number },
  _request,
  response,
  _next,
) => {
  if (response.headersSent) response.destroy();
  else response.status(error.status ?? 400).json({ error: error.message });
};

function reply(world: World, response: Response, answer: Answer): void {
  const { parameters, brokenBody, ...received } = response.locals['arrived'] as ArrivingRequest;
  world.record({ ...received, answered: { status: answer.status, body: answer.body } });
  response.status(answer.status);
  if (typeof answer.body === 'string') response.type('text/plain');
  response.set(answer.headers ?? {});
  if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) response.end(answer.body);
  else if (answer.body === undefined) response.end();
  else response.json(answer.body);
}

function readRequest(world: World, vendor: VendorId, host: VendorHost, request: Request): ArrivingRequest {
  const address = new URL(request.originalUrl, 'http://simulator');
  const rawBody = bodies.get(request) ?? Buffer.alloc(0);
  const contentType = request.get('content-type') ?? '';
  const arriving: ArrivingRequest = {
    vendor,
    host,
    method: request.method,
    path: address.pathname,
    query: Object.fromEntries(address.searchParams),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    rawBody,
    at: new Date(world.now()).toISOString(),
    parameters: {},
    brokenBody: brokenMultipart.has(request),
  };
  if (/^multipart\/form-data\b/i.test(contentType)) arriving.parts = readParts(request);
  else if (/^application\/x-www-form-urlencoded\b/i.test(contentType))
    arriving.form = Object.fromEntries(new URLSearchParams(rawBody.toString('utf8')));
  else if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType) && rawBody.length > 0) {
    try {
      arriving.json = JSON.parse(rawBody.toString('utf8'));
    } catch {
      arriving.brokenBody = true;
    }
  }
  return arriving;
}

function readParts(request: Request): ReceivedPart[] {
  const fields = Object.entries((request.body ?? {}) as Record<string, string | string[]>);
  const files = (request.files ?? []) as Express.Multer.File[];
  return [
    ...fields.flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one }))),
    ...files.map((file) => ({
      name: file.fieldname,
      fileName: file.originalname,
      mimeType: file.mimetype,
      content: file.buffer,
    })),
  ];
}

function pathParameters(request: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
}
