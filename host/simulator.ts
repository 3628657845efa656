import { preferredPorts, startSimulator, type Simulator } from '../simulator/simulator';

/** Messages a minute that the demo's credentials promise to keep and that the simulated vendors allow. */
export const demoPace = 300;

/** The simulator as `npm start` runs it: messages are delivered and read by themselves after a moment. */
export function startDemoSimulator(): Promise<Simulator> {
  return startSimulator({
    ports: preferredPorts,
    movePorts: true,
    messagesPerMinute: demoPace,
    automaticStatuses: { deliveredAfter: 1_500, readAfter: 4_000 },
  });
}
