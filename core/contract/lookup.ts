import type { z } from 'zod/v4';
import type { HttpRequest } from './http';

/** One entry of a list that a user chooses from. */
export interface Choice {
  name: string;
  /** What is sent; the id that a user would otherwise paste. */
  value: string;
  description?: string;
}

/** Which part of a list is asked for. */
export interface LookupPage {
  /** What the user typed to search; absent where nothing is typed. */
  search?: string;
  /** Where the page begins, in the vendor's words, as `nextPage` read it; absent for the first. */
  page?: string;
}

/**
 * How a list that the vendor keeps is asked for and read. Pure; only for a list that the vendor documents. A
 * vendor writes `request` with its own configuration as the type of the first parameter.
 */
export interface Lookup {
  /**
   * A request that changes nothing.
   *
   * @throws MessagingError with what the user can do where this account has no such list
   */
  request(config: unknown, page: LookupPage): HttpRequest;
  /** Reads a 2xx body. */
  answer: z.ZodType<readonly Choice[]>;
  /** Reads where the next page begins; undefined after the last one. Absent where the vendor pages nothing. */
  nextPage?: z.ZodType<string | undefined>;
  /**
   * Where the entries are templates: how the approved text of one is asked for, by its value, and read as
   * `readTemplateText` takes it. Fails to read where there is no such template.
   */
  text?: { request(config: unknown, value: string): HttpRequest; answer(value: string): z.ZodType<string> };
  /** The request says what is searched, and the vendor searches. Otherwise the entries that came are searched. */
  searches?: true;
}
