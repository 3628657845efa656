import {
  NodeConnectionTypes,
  type EngineRequest,
  type EngineResponse,
  type IDataObject,
  type INodeType,
} from 'n8n-workflow';

/** An agent without a model: it calls the tool that hangs on it, with arguments that the test gives. */

export const AGENT = 'agent';

/** How n8n names the tool that it makes of a node with `usableAsTool`. */
export const toolName = (node: string | number): string => `${node}Tool`;

/** What n8n makes of a node with `usableAsTool`: the same code behind the description of a tool. */
export function toolOf(type: INodeType): INodeType {
  const { usableAsTool, ...description } = type.description;
  if (usableAsTool === undefined) throw new Error(`${description.name} cannot be a tool.`);
  const replaced = usableAsTool === true ? {} : (usableAsTool.replacements ?? {});
  const changed = {
    ...description,
    name: toolName(description.name),
    inputs: [],
    outputs: [NodeConnectionTypes.AiTool],
    properties: [
      {
        displayName: 'Description',
        name: 'toolDescription',
        type: 'string',
        default: replaced.description ?? description.description,
      },
      ...description.properties,
    ],
  };
  return Object.create(type, { description: { value: changed } }) as INodeType;
}

/** What an agent sees of a tool. */
interface Tool {
  name: string;
  description: string;
  invoke(args: IDataObject): Promise<string>;
}

/**
 * For each of its items the agent makes all calls, one after the other, and gives out what it was answered.
 *
 * @param by older agents call the tool themselves, newer ones ask the engine to run it and to run them again
 */
export function agentOf({ calls, by }: { calls: IDataObject[]; by: string }): INodeType {
  return {
    description: {
      displayName: AGENT,
      name: AGENT,
      group: ['transform'],
      version: 1,
      description: '',
      defaults: {},
      inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool, displayName: 'Tool' }],
      outputs: [NodeConnectionTypes.Main],
      properties: [],
    },
    async execute(response) {
      if (by === 'the engine') return throughEngine(calls, this.getInputData().length, response);
      const answers: IDataObject[] = [];
      for (const item of this.getInputData().keys()) {
        const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, item)) as Tool[];
        const [tool] = tools;
        if (tool === undefined) throw new Error('The agent has no tool.');
        for (const call of calls) answers.push(await answerOf(tool, call));
      }
      return [answers.map((json) => ({ json }))];
    },
  };
}

async function answerOf(tool: Tool, call: IDataObject): Promise<IDataObject> {
  try {
    return { answer: JSON.parse(await tool.invoke(call)) as IDataObject };
  } catch (thrown) {
    return { answer: { error: (thrown as Error).message } };
  }
}

function throughEngine(calls: IDataObject[], items: number, response?: EngineResponse) {
  const responses = response?.actionResponses ?? [];
  if (responses.length === 0) {
    const actions: EngineRequest['actions'] = Array.from({ length: items }, (_none, itemIndex) =>
      calls.map((input, index) => ({
        actionType: 'ExecutionNodeAction' as const,
        nodeName: 'tested',
        input,
        type: NodeConnectionTypes.AiTool,
        id: `${itemIndex}-${index}`,
        metadata: { itemIndex },
      })),
    ).flat();
    return { actions, metadata: {} };
  }
  return [
    responses.map(({ data }) => ({
      json: {
        answer: (data.data?.['ai_tool']?.[0]?.map(({ json }) => json) ?? null) as IDataObject[] | null,
      },
    })),
  ];
}
