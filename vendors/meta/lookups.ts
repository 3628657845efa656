import { z } from 'zod/v4';
import type { HttpRequest } from '../../core/contract/http';
import type { Choice, Lookup } from '../../core/contract/lookup';
import { invalidInput } from '../../core/contract/outcome';
import { graph, type MetaConfig } from './config';

/** As many entries a page as Meta gives of numbers, and as its documents show of templates. */
const PAGE = '100';

/**
 * The business account that the lists belong to.
 *
 * @throws MessagingError (`notSent`) where the credential names none
 */
function accountOf(config: MetaConfig): string {
  if (config.businessAccountId === undefined)
    throw invalidInput(
      '"Business Account ID" in the Meta Cloud API credential is empty, and the list belongs to it.',
      'Fill it in there, or choose By ID.',
    );
  return `${graph(config)}/${config.businessAccountId}`;
}

/** A list of the business account. Meta pages it, and names the next page while there is one. */
const listOf = (what: string, query: Record<string, string>, answer: Lookup['answer']): Lookup => ({
  request: (config: MetaConfig, { page }) => ({
    method: 'GET',
    url: `${accountOf(config)}/${what}`,
    query: { ...query, limit: PAGE, ...(page !== undefined && { after: page }) },
  }),
  answer,
  nextPage: z
    .object({
      paging: z
        .object({ next: z.string().nullish(), cursors: z.object({ after: z.string() }).nullish() })
        .nullish(),
    })
    .transform(({ paging }) => (paging?.next ? paging.cursors?.after : undefined)),
});

/** The numbers of the account, by what people call them. */
export const phoneNumbers = listOf(
  'phone_numbers',
  { fields: 'id,display_phone_number,verified_name' },
  z
    .object({
      data: z.array(
        z.object({
          id: z.string().min(1),
          display_phone_number: z.string(),
          verified_name: z.string().nullish(),
        }),
      ),
    })
    .transform(({ data }) =>
      data.map(
        ({ id, display_phone_number: number, verified_name: name }): Choice => ({
          name: number,
          value: id,
          ...(name && { description: name }),
        }),
      ),
    ),
);

/** Between name and language: neither has it. */
const SEPARATOR = '|';

const TEMPLATES = 'message_templates';

/** The template of a name, in the language that was chosen with it; by its name alone the first. */
const text = {
  request: (config: MetaConfig, value: string): HttpRequest => ({
    method: 'GET',
    url: `${accountOf(config)}/${TEMPLATES}`,
    query: {
      fields: 'name,language,components',
      status: 'APPROVED',
      name: chosenTemplate(value).name,
      limit: PAGE,
    },
  }),
  answer: (value: string) => {
    const { name, language } = chosenTemplate(value);
    return z
      .object({
        data: z.array(z.object({ name: z.string(), language: z.string(), components: z.array(z.unknown()) })),
      })
      .transform(({ data }, context) => {
        // The filter of the name also finds names that only begin like it.
        const found = data.find(
          (each) => each.name === name && (language === undefined || each.language === language),
        );
        if (found !== undefined) return JSON.stringify(found.components);
        context.addIssue('No such template.');
        return z.NEVER;
      });
  },
};

/** The approved templates. One name in several languages is several templates. */
const list = listOf(
  TEMPLATES,
  { fields: 'name,language,category', status: 'APPROVED' },
  z
    .object({
      data: z.array(
        z.object({ name: z.string().min(1), language: z.string().min(1), category: z.string().nullish() }),
      ),
    })
    .transform(({ data }) =>
      data.map(
        ({ name, language, category }): Choice => ({
          name: `${name} (${language})`,
          value: `${name}${SEPARATOR}${language}`,
          ...(category && { description: category }),
        }),
      ),
    ),
);

/** The list of them, and what each says. */
export const templates: Lookup = { ...list, text };

/** A template as it was chosen from the list or typed; without a language where it is its name alone. */
export function chosenTemplate(template: string): { name: string; language?: string } {
  const [name = '', language] = template.split(SEPARATOR);
  return { name, ...(language !== undefined && { language }) };
}
