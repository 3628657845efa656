import { incoming, signature } from '../vendors/metaWebhook';
import { json, type Sender } from './written';

const idOf = (id: string): string => `wamid.${Buffer.from(id).toString('base64')}`;

/** Meta, which signs, and 360dialog, which passes the same on without a signature. */
export const metaSenders: readonly Sender[] = [
  { id: '360dialog', label: '360dialog', idOf, delivery: (written) => json(incoming(written)) },
  {
    id: 'meta',
    label: 'Meta',
    idOf,
    delivery: (written) => {
      const body = incoming(written);
      return json(body, signature(JSON.stringify(body)));
    },
  },
];
