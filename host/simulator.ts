import { startSimulator, type Simulator, type SimulatorUrls } from '../simulator/simulator';

/** The same ports on every start where they are free, so that open pages and credentials stay valid. */
const ports: Record<keyof SimulatorUrls, number> = {
  inbox: 5801,
  interflowV1: 5802,
  interflowCurrent: 5803,
  talkme: 5804,
  cleverchat: 5805,
  logyca: 5806,
  aideskTemplate: 5807,
  aideskDirect: 5808,
};

/** Messages a minute that the demo's credentials promise to keep and that the simulated Interflow allows. */
export const demoPace = 300;

/** The simulator as `npm start` runs it: messages are delivered and read by themselves after a moment. */
export function startDemoSimulator(): Promise<Simulator> {
  return startSimulator({
    ports,
    movePorts: true,
    messagesPerMinute: demoPace,
    automaticStatuses: { deliveredAfter: 1_500, readAfter: 4_000 },
  });
}
