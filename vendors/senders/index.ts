import type { Preset } from '../../core/webhook/shape';
import { dialog360 } from './360dialog';
import { chatwoot } from './chatwoot';
import { gupshup } from './gupshup';
import { infobip } from './infobip';
import { twilio } from './twilio';
import { waha } from './waha';
import { wazzup24 } from './wazzup24';
import { zapi } from './zapi';
import { zenvia } from './zenvia';

/** Senders that many people use, whose deliveries the trigger knows how to read. Adding one means a file and a line here. */
export const senders: readonly Preset[] = [
  chatwoot,
  dialog360,
  gupshup,
  infobip,
  twilio,
  waha,
  wazzup24,
  zapi,
  zenvia,
].sort((a, b) => a.label.localeCompare(b.label));
