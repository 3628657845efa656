import { readerOf } from '../../core/webhook/source';
import type { Preset } from '../../core/webhook/shape';
import { metaStatuses } from '../meta/webhook';

/** 360dialog forwards what Meta posts, and older numbers the part of it that counts. It signs nothing. */
export const dialog360: Preset = {
  id: '360dialog',
  label: '360dialog',
  description: 'The webhook of a number at 360dialog',
  setUp:
    'At 360dialog, set the URL as webhook of the number, in the Hub or by its API. 360dialog signs nothing: give the webhook a header of your own there and choose the authentication Header Token.',
  encodings: ['json'],
  read: readerOf(metaStatuses),
};
