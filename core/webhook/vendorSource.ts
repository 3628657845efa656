import type { z } from 'zod/v4';
import { readEntries, type ReadDelivery, type Told } from '../contract/delivery';

/** Reads the deliveries of a vendor that documents a webhook: one event, or a list of them. */
export function vendorSource(webhook: z.ZodType<Told>): ReadDelivery {
  return (body) =>
    readEntries(Array.isArray(body) ? body : [body], (raw) => webhook.safeParse(raw).data ?? null);
}
