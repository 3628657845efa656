import type { WebhookSource } from '../core/contract/delivery';
import type { Vendor } from '../core/contract/vendor';
import type { Preset } from '../core/webhook/shape';
import { aidesk } from './aidesk/aidesk';
import { cleverchat } from './cleverchat/cleverchat';
import { interflow } from './interflow/interflow';
import { logyca } from './logyca/logyca';
import { metaStatuses } from './meta/webhook';
import { dialog360 } from './senders/360dialog';
import { chatwoot } from './senders/chatwoot';
import { evolution } from './senders/evolution';
import { gupshup } from './senders/gupshup';
import { infobip } from './senders/infobip';
import { twilio } from './senders/twilio';
import { waha } from './senders/waha';
import { wazzup24 } from './senders/wazzup24';
import { zapi } from './senders/zapi';
import { zenvia } from './senders/zenvia';
import { talkme } from './talkme/talkme';

/** Every vendor, in the order of the dropdown. Adding one means its folder and a line here. */
export const vendors: readonly Vendor[] = [aidesk, cleverchat, interflow, logyca, talkme];

/** Everybody whose deliveries the trigger reads, in the order of its list: the vendors, and who only reports. */
export const webhookSources: readonly WebhookSource[] = [
  ...vendors.flatMap(({ webhook }) => webhook?.sources ?? []),
  metaStatuses,
].sort((a, b) => a.label.localeCompare(b.label));

/** Senders that many people use, whose deliveries the trigger knows how to read. Adding one means a file and a line here. */
export const senders: readonly Preset[] = [
  chatwoot,
  dialog360,
  evolution,
  gupshup,
  infobip,
  twilio,
  waha,
  wazzup24,
  zapi,
  zenvia,
].sort((a, b) => a.label.localeCompare(b.label));
