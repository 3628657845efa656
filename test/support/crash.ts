import type { INode, INodeExecutionData, IRun, IRunExecutionData, ITaskData } from 'n8n-workflow';

/**
 * What n8n offers to retry after it was killed while the node ran (seen in a real n8n by
 * `test/e2e/killed.test.ts`): the execution as it was stored last, to which it adds at its next start which
 * nodes had begun. Of what the node did nothing is left.
 *
 * @param beginning the execution's data when it began
 * @param items what the node had got
 * @param progress whether n8n stores an execution after each of its nodes, which is a setting of the workflow
 */
export function crashed(
  beginning: IRunExecutionData,
  items: INodeExecutionData[],
  progress: boolean,
): { run: Pick<IRun, 'data'> } {
  const data = storedCopy(beginning);
  const { runData } = data.resultData;
  if (progress)
    data.executionData!.nodeExecutionStack = [
      {
        node: { name: 'tested' } as INode,
        data: { main: [items] },
        source: { main: [{ previousNode: 'start' }] },
      },
    ];
  const given = progress ? items : [{ json: { isArtificialRecoveredEventItem: true } }];
  runData['start'] ??= [begun({ data: { main: [given] } })];
  // Where a retry is killed n8n finds the node already there, emptied.
  runData['tested'] ??= [begun({ executionStatus: 'crashed', error: new Error('crashed') as never })];
  data.resultData.lastNodeExecuted = 'tested';
  return { run: { data } };
}

const begun = (more: Partial<ITaskData>): ITaskData => ({
  startTime: 0,
  executionTime: 0,
  executionIndex: 0,
  source: [null],
  ...more,
});

/** As n8n has it in its database. */
export const storedCopy = (data: IRunExecutionData): IRunExecutionData =>
  JSON.parse(JSON.stringify(data)) as IRunExecutionData;
