import type { Simulator } from '../../../simulator/simulator';
import { until } from './triggerWorkflow';

/** The links in the message that a person gets next, in its order. */
export async function linksSentTo({ inbox }: Simulator, person: string, messages = 1): Promise<string[]> {
  const own = () => inbox.filter(({ to }) => to === person);
  await until(async () => own().length >= messages, `${person} is asked`);
  return [...(own()[messages - 1]?.text ?? '').matchAll(/https?:\S+/g)].map(([link]) => link);
}

/** Opens a link, or presses the button on its page. */
export async function open(link: string, method = 'GET', headers: Record<string, string> = {}) {
  const answer = await fetch(link, { method, headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
