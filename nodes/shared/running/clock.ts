import { sleep } from 'n8n-workflow';
import { monotonic, type Clock } from '../../../core/pacing/clock';

/** n8n's own timer: shipped code has no other. */
export const clock: Clock = { now: monotonic, sleep };
