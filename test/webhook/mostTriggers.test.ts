import { MODES, call, deliveryOf, interflowEvent } from './support/delivering';
import { listen, type Listening } from './support/listening';
import { parametersOf } from './support/parameters';

/** So many triggers are remembered in one process. */
const MOST = 1_000;

const [secretUrl, headerToken] = MODES;
if (secretUrl === undefined || headerToken === undefined) throw new Error('There is no such mode');

describe('many triggers in one process', () => {
  let listening: Listening;
  let first: string;
  let others: number;
  beforeEach(() => {
    others = 0;
    const now = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await listening.close();
  });

  /** Does this as the triggers of so many other workflows, then is the first workflow's again. */
  async function asOthers(count: number, act: () => Promise<unknown>): Promise<void> {
    for (let other = 0; other < count; other++) {
      listening.workflowId = `${first}, other ${++others}`;
      await act();
    }
    listening.workflowId = first;
  }

  test('keep the credential of each, until a thousand others were read after it', async () => {
    const { authentication, credential } = headerToken;
    listening = await listen({ parameters: parametersOf({ authentication }), credential });
    first = listening.workflowId;
    let messages = 0;
    const deliver = async () =>
      (await call(listening.url, deliveryOf(headerToken, interflowEvent(`m${++messages}`, 'read')))).text;

    expect(await deliver()).toBe('received');
    expect(listening.credentialReads).toBe(1);
    await asOthers(MOST - 1, () => listening.activate());
    expect(await deliver()).toBe('received');
    expect(listening.credentialReads).toBe(MOST);

    await asOthers(1, () => listening.activate());
    expect(await deliver()).toBe('received');
    expect(listening.credentialReads).toBe(MOST + 2);
  });

  test('remember what each has seen, however many others have seen something after it', async () => {
    listening = await listen({ parameters: parametersOf() });
    first = listening.workflowId;
    const deliver = async () =>
      (await call(listening.url, deliveryOf(secretUrl, interflowEvent('m1', 'read')))).text;

    expect(await deliver()).toBe('received');
    await asOthers(MOST + 1, deliver);
    expect(listening.executions).toHaveLength(MOST + 2);
    expect(await deliver()).toContain('duplicate');
    listening.workflowId = `${first}, other 1`;
    expect(await deliver()).toContain('duplicate');
  });
});
