import {
  NodeOperationError,
  type ICredentialDataDecryptedObject,
  type ILoadOptionsFunctions,
  type INodeListSearchItems,
  type INodeListSearchResult,
} from 'n8n-workflow';
import type { HttpRequest, HttpResponse } from '../../../core/contract/http';
import type { Choice, Lookup } from '../../../core/contract/lookup';
import type { NodeOperation } from '../../../core/contract/operations';
import { MessagingError, orRefusal } from '../../../core/contract/outcome';
import type { Vendor } from '../../../core/contract/vendor';
import { readAccount } from '../../../core/input/account';
import { withoutNodeCodes } from '../../../core/outcomes/nodeErrorCodes';
import { quotable, redactor, type Redact } from '../../../core/outcomes/redact';
import { askVendor } from '../http/transport';
import { savedNames, savedTemplates } from '../../../core/input/saved';
import { listsOf, type ListOfVendor } from './lists';

/**
 * Lists to choose from: what n8n calls when a user opens one. A list that cannot be shown says in one sentence
 * what to do; choosing By ID is always possible.
 */

type ListSearch = (
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The methods of a node, one for each vendor and input that has a list. */
export function listSearches(node: NodeOperation): { listSearch: Record<string, ListSearch> } {
  const listSearch = listsOf(node).map((list): [string, ListSearch] => [
    list.method,
    async function (filter, paginationToken) {
      return await show(this, list, filter ?? '', paginationToken);
    },
  ]);
  return { listSearch: Object.fromEntries(listSearch) };
}

/** A user waits for it with the list open. */
const TIMEOUT_MILLISECONDS = 20_000;

/** What n8n's proxy did is told; anything else that was thrown is not fit to be read. */
const inOwnWords = (thrown: unknown): MessagingError | undefined =>
  thrown instanceof MessagingError ? thrown : undefined;

async function show(
  context: ILoadOptionsFunctions,
  list: ListOfVendor,
  filter: string,
  page: string | undefined,
): Promise<INodeListSearchResult> {
  const { vendor, lookup } = list;
  const { type } = vendor.credential;
  const data = await context.getCredentials<ICredentialDataDecryptedObject>(type).catch(() => undefined);
  if (data === undefined)
    throw saying(
      context,
      isChosen(context, type)
        ? `n8n could not open the ${vendor.name} credential here, as where a field of it reads the item: ${BY_ID}`
        : `Choose a credential of ${vendor.name} first, then open the list again.`,
    );
  const search = filter.trim();
  const saved = page === undefined ? savedChoices(list, data) : [];
  const found = saved.filter((choice) => matches(choice, search));
  if (lookup !== undefined) {
    const { choices, next } = await askFor(context, vendor, lookup, data, search, page, found.length > 0);
    const known = new Set(found.map(({ value }) => value));
    const results = [...found, ...choices.filter(({ value }) => !known.has(value))];
    return { results: results.map(entry), ...(next !== undefined && { paginationToken: next }) };
  }
  if (saved.length === 0) throw saying(context, NOTHING_SAVED[list.saved]);
  return { results: found.map(entry) };
}

const NOTHING_SAVED: Readonly<Record<ListOfVendor['saved'], string>> = {
  savedNames:
    'The credential keeps no names for this yet: open it and write one "Name = ID" a line under "Saved Names", or choose By ID.',
  savedTemplates:
    'The credential keeps no templates yet: open it and add them under "Saved Templates", or choose By ID.',
};

/** What the credential keeps for an input: of its names those whose ID can be one of this kind. */
function savedChoices({ vendor, name, saved }: ListOfVendor, data: ICredentialDataDecryptedObject): Choice[] {
  if (saved === 'savedTemplates') return savedTemplates(data).map(({ name, id }) => ({ name, value: id }));
  const { schema } = vendor.inputs[name] ?? {};
  return savedNames(data).filter(({ value }) => schema === undefined || schema.safeParse(value).success);
}

const entry = ({ name, value, description }: Choice): INodeListSearchItems => ({
  name,
  value,
  ...(description !== undefined && { description }),
});

/**
 * One page of the list that the vendor keeps.
 *
 * @param hasOthers whether there is something to choose from even if the vendor has nothing
 */
async function askFor(
  context: ILoadOptionsFunctions,
  vendor: Vendor,
  lookup: Lookup,
  data: ICredentialDataDecryptedObject,
  search: string,
  page: string | undefined,
  hasOthers: boolean,
): Promise<{ choices: Choice[]; next: string | undefined }> {
  const { name } = vendor;
  const { body, redact } = await ask(context, vendor, data, (config) =>
    lookup.request(config, { ...(search !== '' && { search }), ...(page !== undefined && { page }) }),
  );
  const read = lookup.answer.safeParse(body);
  if (!read.success) throw saying(context, `${name} gave a list that cannot be read here: ${BY_ID}`);

  const choices = read.data
    .filter((choice) => lookup.searches === true || matches(choice, search))
    .map(({ name: shown, value, description }) => ({
      name: redact(shown),
      value,
      ...(description !== undefined && { description: redact(description) }),
    }));
  const next = nextPageOf(lookup, body, page);
  const isEmpty = choices.length === 0 && search === '' && page === undefined && next === undefined;
  if (isEmpty && !hasOthers)
    throw saying(context, `${name} has nothing to choose from here: create it at ${name} first, ${OR_BY_ID}`);
  return { choices, next };
}

/** The body of what the vendor answers; whatever else comes of it is said in one sentence. */
async function ask(
  context: ILoadOptionsFunctions,
  vendor: Vendor,
  data: ICredentialDataDecryptedObject,
  write: (config: unknown) => HttpRequest,
): Promise<{ body: unknown; redact: Redact }> {
  const account = await orRefusal(() => readAccount(vendor, data));
  if (account instanceof MessagingError) throw saying(context, account.message);
  const redact = redactor(account.secrets);
  const request = await orRefusal(() => write(account.config));
  if (request instanceof MessagingError) throw saying(context, redact(request.message));

  const credential = { id: '', name: '', type: vendor.credential.type, data };
  const answer = await askVendor(context, credential, request, TIMEOUT_MILLISECONDS).catch(inOwnWords);
  if (answer instanceof MessagingError) throw saying(context, redact(answer.message));
  if (answer === undefined || answer.bodyFailed === true)
    throw saying(context, `${vendor.name} gave no list in time: open it again later, ${OR_BY_ID}`);
  const { status, body } = answer;
  if (status < 200 || status > 299) throw saying(context, refusalOf(vendor, answer, redact));
  return { body, redact };
}

/**
 * The approved text of a template that the vendor keeps.
 *
 * @param data the fields of the credential
 * @returns empty where the vendor has no such template
 * @throws NodeOperationError that says in a sentence why the vendor could not be asked
 */
export async function templateTextAt(
  context: ILoadOptionsFunctions,
  vendor: Vendor,
  { request, answer }: NonNullable<Lookup['text']>,
  data: ICredentialDataDecryptedObject,
  template: string,
): Promise<string> {
  const { body } = await ask(context, vendor, data, (config) => request(config, template));
  return answer(template).safeParse(body).data ?? '';
}

const isChosen = (context: ILoadOptionsFunctions, type: string): boolean =>
  context.getNode().credentials?.[type] !== undefined;

const BY_ID = 'choose By ID and paste the ID.';
const OR_BY_ID = `or ${BY_ID}`;

/** Undefined after the last page, also where a vendor would lead round in a circle. */
function nextPageOf({ nextPage }: Lookup, body: unknown, page: string | undefined): string | undefined {
  const read = nextPage?.safeParse(body);
  const next = read?.success === true ? read.data : undefined;
  return next === '' || next === page ? undefined : next;
}

/** In small letters, without accents: "cobranca" finds "Cobrança". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const matches = ({ name, value, description = '' }: Choice, search: string): boolean =>
  [name, value, description].some((text) => plain(text).includes(plain(search)));

/** The most of a vendor's words that a sentence quotes. */
const LONGEST_QUOTE = 80;

function refusalOf(vendor: Vendor, { status, body }: HttpResponse, redact: Redact): string {
  if (status === 401 || status === 403)
    return `${vendor.name} does not accept the credential for this list: check its key, ${OR_BY_ID}`;
  const refusal = vendor.refusal.safeParse(body);
  const words = refusal.success ? quotable(refusal.data.message, redact, LONGEST_QUOTE) : '';
  const quoted = words === '' ? '' : ` and said “${words.replace(/[.\s]+$/, '')}”`;
  return `${vendor.name} answered with status ${status}${quoted}: open the list again later, ${OR_BY_ID}`;
}

/** What n8n shows in the place of the list; without this it would put words of its own there for a code of Node. */
function saying(context: ILoadOptionsFunctions, sentence: string): NodeOperationError {
  const message = withoutNodeCodes(sentence);
  return Object.assign(new NodeOperationError(context.getNode(), message), { message, messages: [] });
}
