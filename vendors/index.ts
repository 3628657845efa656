import type { Vendor } from '../core/contract/vendor';
import { aidesk } from './aidesk/aidesk';
import { cleverchat } from './cleverchat/cleverchat';
import { interflow } from './interflow/interflow';
import { logyca } from './logyca/logyca';
import { talkme } from './talkme/talkme';

/** Every vendor, in the order of the dropdown. Adding one means its folder and a line here. */
export const vendors: readonly Vendor[] = [aidesk, cleverchat, interflow, logyca, talkme];
