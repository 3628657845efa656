import { randomUUID } from 'node:crypto';
import express from 'express';
import { listen } from '../../../simulator/listening';

/** What a model answers: words, or the call of a tool. */
export type Turn = { says: string } | { calls: string; with: Record<string, unknown> };

/** A stand-in for an API of chat completions, on loopback. */
export interface ScriptedModel {
  /** With the version, as a credential holds it. */
  url: string;
  /** What it was asked, as it came. */
  asked: Array<{ messages: Array<{ role: string; content: unknown }>; tools?: unknown[] }>;
  /** What it answers next, in this order. */
  script: Turn[];
  close(): Promise<void>;
}

export async function startScriptedModel(): Promise<ScriptedModel> {
  const asked: ScriptedModel['asked'] = [];
  const script: Turn[] = [];
  const application = express().use(express.json({ limit: '10mb' }));
  application.get('/v1/models', (_request, response) => {
    response.json({ data: [{ id: 'scripted', object: 'model' }] });
  });
  application.post('/v1/chat/completions', (request, response) => {
    asked.push(request.body as ScriptedModel['asked'][number]);
    const turn = script.shift() ?? { says: 'The script has ended.' };
    const message =
      'says' in turn
        ? { role: 'assistant', content: turn.says }
        : { role: 'assistant', content: null, tool_calls: [callOf(turn)] };
    const reason = 'says' in turn ? 'stop' : 'tool_calls';
    const head = { id: randomUUID(), created: 0, model: 'scripted' };
    if ((request.body as { stream?: boolean }).stream !== true) {
      const choices = [{ index: 0, message, finish_reason: reason }];
      response.json({ ...head, object: 'chat.completion', choices, usage: USAGE });
      return;
    }
    const delta =
      'tool_calls' in message ? { ...message, tool_calls: message.tool_calls?.map(numbered) } : message;
    const chunks = [
      { index: 0, delta, finish_reason: null },
      { index: 0, delta: {}, finish_reason: reason },
    ];
    response.type('text/event-stream');
    for (const choice of chunks)
      response.write(
        `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [choice] })}\n\n`,
      );
    response.end('data: [DONE]\n\n');
  });
  const { url, close } = await listen(application, '127.0.0.1', 0, true);
  return { url: `${url}/v1`, asked, script, close };
}

const USAGE = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

const callOf = ({ calls, with: given }: Extract<Turn, { calls: string }>) => ({
  id: `call_${randomUUID()}`,
  type: 'function',
  function: { name: calls, arguments: JSON.stringify(given) },
});

const numbered = (call: object, index: number) => ({ index, ...call });
