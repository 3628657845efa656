import type { WebhookSource } from '../core/contract/delivery';
import type { Vendor } from '../core/contract/vendor';
import { aidesk } from './aidesk/aidesk';
import { cleverchat } from './cleverchat/cleverchat';
import { interflow } from './interflow/interflow';
import { logyca } from './logyca/logyca';
import { other } from './other/other';
import { metaStatuses } from './meta/webhook';
import { talkme } from './talkme/talkme';

/** Every vendor, in the order of the dropdown. Adding one means its folder and a line here. */
export const vendors: readonly Vendor[] = [aidesk, cleverchat, interflow, logyca, other, talkme];

/** Everybody whose deliveries the trigger reads, in the order of its list: the vendors, and who only reports. */
export const webhookSources: readonly WebhookSource[] = [
  ...vendors.flatMap(({ webhook }) => webhook?.sources ?? []),
  metaStatuses,
].sort((a, b) => a.label.localeCompare(b.label));
