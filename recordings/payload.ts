import { z } from 'zod/v4';
import { PROVENANCES } from './exchange';

/**
 * A recorded delivery: what a sender posts to a webhook, as its document shows it, with the events that the
 * trigger makes of it. None was recorded from a live vendor; `provenance` says where each comes from.
 */
export const payloadSchema = z
  .strictObject({
    title: z.string().min(1),
    provenance: z.enum(PROVENANCES),
    /** Which document, and which part of it. */
    source: z.string().min(1),
    /** The id of the source that reads it: the vendor's own, where it has only one. */
    webhookSource: z.string().min(1),
    headers: z.record(z.string(), z.string()).default({}),
    /** With which secret, and for which address, the headers' signature was made. */
    signature: z.strictObject({ secret: z.string().min(1), address: z.string().optional() }).optional(),
    /** The body as JSON, */
    json: z.unknown().optional(),
    /** as the text of a form, */
    form: z.string().optional(),
    /** or as the very text that was signed. */
    raw: z.string().optional(),
    /**
     * The events, without the time of their arrival, of a trigger that is set to all that the source reports; empty
     * where none starts a workflow. A message that came in has a `kind`, a status has none.
     */
    expected: z.array(z.record(z.string(), z.unknown())),
    /** What comes besides where own messages and those of groups are asked for. */
    leftOut: z.array(z.record(z.string(), z.unknown())).default([]),
  })
  .refine(({ json, form, raw }) => [json, form, raw].filter((each) => each !== undefined).length === 1, {
    error: 'A payload has exactly one of json, form and raw.',
  });

export type Payload = z.output<typeof payloadSchema>;

/** The bytes of a payload, and the type that its sender gives. */
export function bodyOfPayload({ json, form, raw }: Payload): { type: string; bytes: Buffer } {
  if (form !== undefined)
    return { type: 'application/x-www-form-urlencoded', bytes: Buffer.from(form, 'utf8') };
  return { type: 'application/json', bytes: Buffer.from(raw ?? JSON.stringify(json), 'utf8') };
}
