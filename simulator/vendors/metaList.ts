import type { Answer, ArrivingRequest } from '../recording';
import { variablesOf, type ApprovedTemplate } from '../templates';
import { META, META_TEMPLATES } from './metaFixtures';

/** The lists of the business account: its numbers, and its templates with their texts. */

/** The numbers of the account. */
export const numbers = (request: ArrivingRequest): Answer =>
  paged(
    Object.entries(META.numbers).map(([id, { shown, name }]) => ({
      id,
      display_phone_number: shown,
      verified_name: name,
      quality_rating: 'GREEN',
    })),
    request,
  );

/** The templates, all of them approved; by name where one is asked for. */
export const templates = (request: ArrivingRequest): Answer =>
  paged(
    META_TEMPLATES.filter(({ name }) => (request.query['name'] ?? name) === name).map((template, index) => ({
      id: String(594425479261596 + index),
      name: template.name,
      language: template.language,
      status: 'APPROVED',
      category: 'UTILITY',
      parameter_format: isNamed(template.body) ? 'NAMED' : 'POSITIONAL',
      components: componentsOf(template),
    })),
    request,
  );

const isNamed = (body: string): boolean => variablesOf(body).some((name) => !/^\d+$/.test(name));

function componentsOf({ header, body, footer, buttons }: ApprovedTemplate): object[] {
  return [
    ...(header === undefined
      ? []
      : [
          {
            type: 'HEADER',
            format: header.type.toUpperCase(),
            ...(header.text !== undefined && { text: header.text }),
          },
        ]),
    { type: 'BODY', text: body },
    ...(footer === undefined ? [] : [{ type: 'FOOTER', text: footer }]),
    ...(buttons === undefined
      ? []
      : [
          {
            type: 'BUTTONS',
            buttons: buttons.map(({ type, ...rest }) => ({ type: type.toUpperCase(), ...rest })),
          },
        ]),
  ];
}

/** As many as are asked for, and where the next page begins while there is one. */
function paged(all: readonly object[], { query }: ArrivingRequest): Answer {
  const limit = Number(query['limit'] ?? 25);
  const from = Number(query['after'] ?? 0);
  const data = all.slice(from, from + limit);
  const end = from + data.length;
  const cursors = { before: String(from), after: String(end) };
  return {
    status: 200,
    body: { data, paging: { cursors, ...(end < all.length && { next: 'https://graph.facebook.com/next' }) } },
  };
}
