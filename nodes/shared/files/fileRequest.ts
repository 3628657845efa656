import type { IHttpRequestOptions } from 'n8n-workflow';

/** Asks for the file behind a link, without any secret. No redirect is followed: it could lead anywhere. */
export const fileRequest = (url: string, end: AbortSignal): IHttpRequestOptions => ({
  url,
  // Only what comes as it is has the length that its headers tell.
  headers: { 'Accept-Encoding': 'identity' },
  encoding: 'stream',
  returnFullResponse: true,
  ignoreHttpStatusErrors: true,
  disableFollowRedirect: true,
  // The exchange has a deadline of its own.
  timeout: 0,
  abortSignal: end,
});
