import type { WebhookSource } from '../core/contract/delivery';
import type { Vendor } from '../core/contract/vendor';
import { aidesk } from './aidesk/aidesk';
import { cleverchat } from './cleverchat/cleverchat';
import { evolution } from './evolution/evolution';
import { interflow } from './interflow/interflow';
import { logyca } from './logyca/logyca';
import { meta } from './meta/meta';
import { other } from './other/other';
import { talkme } from './talkme/talkme';
import { whaticket } from './whaticket/whaticket';

/** Every vendor, in the order of the dropdown. Adding one means its folder and a line here. */
export const vendors: readonly Vendor[] = [
  aidesk,
  cleverchat,
  evolution,
  interflow,
  logyca,
  meta,
  other,
  talkme,
  whaticket,
];

/** Everybody whose deliveries the trigger reads, in the order of its list. */
export const webhookSources: readonly WebhookSource[] = vendors
  .flatMap(({ webhook }) => webhook?.sources ?? [])
  .sort((a, b) => a.label.localeCompare(b.label));
