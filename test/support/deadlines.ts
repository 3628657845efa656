import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/**
 * The deadlines that the code under test arms. They pass when the test says so; without that they never do.
 */
export class Deadlines {
  /** How long each was to be, in milliseconds. */
  readonly armed: number[] = [];

  private readonly controllers: AbortController[] = [];
  private readonly timeout = AbortSignal.timeout;

  constructor() {
    AbortSignal.timeout = (milliseconds) => {
      // What the real one refuses is refused.
      this.timeout.call(AbortSignal, milliseconds);
      const controller = new AbortController();
      this.armed.push(milliseconds);
      this.controllers.push(controller);
      return controller.signal;
    };
  }

  /** Lets every deadline pass that was armed before. */
  pass(): void {
    for (const controller of this.controllers.splice(0)) controller.abort();
  }

  restore(): void {
    AbortSignal.timeout = this.timeout;
  }
}

/** Lets the deadlines pass once a client of this process has the headers of an answer and waits for its body. */
export function passAfterHeaders(deadlines: Deadlines): void {
  const arrived = (): void => {
    unsubscribe('http.client.response.finish', arrived);
    setImmediate(() => deadlines.pass());
  };
  subscribe('http.client.response.finish', arrived);
}
