import { Refusal } from '../recording';

/** How Evolution API 2.3.7 writes its refusals. */

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
};

/** A refusal; what is wrong with the form of a request stands in a list of its own. */
export function refused(status: number, message: unknown): Refusal {
  const error = TITLES[status] ?? 'Internal Server Error';
  return new Refusal({ status, body: { status, error, response: { message } } });
}

/** A request that does not fit the call. */
export const unfit = (message: string): Refusal => refused(400, [[message]]);

/** What one of the checks of a call says. */
export const badRequest = (message: string): Refusal => refused(400, [message]);
