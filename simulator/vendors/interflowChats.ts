import type { World } from '../world';
import { INTERFLOW } from './interflowFixtures';

export interface Chat {
  id: string;
  channelId: string;
  to: string;
}

const CHATS = Symbol('chats');

/** The open chats of the current generation, by id; one is open from the start. */
export function chatsOf(world: World): Map<string, Chat> {
  return world.keep(CHATS, () => {
    const { chatId, channelId, chatRecipient } = INTERFLOW;
    return new Map([[chatId as string, { id: chatId, channelId, to: chatRecipient }]]);
  });
}
