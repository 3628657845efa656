import { advice, type AdviceTable } from '../../core/contract/outcome';

/** The only code of its own; an official number passes WhatsApp's on. */
export const ADVICE: AdviceTable = {
  LICENSE_REQUIRED: advice(
    'fixAccount',
    'The Evolution API server is not activated, so it sends nothing.',
    'Activate it in its manager, then send this item again.',
  ),
};
