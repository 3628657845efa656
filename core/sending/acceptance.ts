/** So many answers in a row that do not accept the credential: no other message will fare better. */
const REFUSALS_TO_STOP = 5;

/**
 * Whether an account's credential is still worth trying. After several refusals in a row the rest of an execution ends
 * without asking; the next execution asks again, because the credential may have been put right at the vendor.
 */
export class Acceptance {
  private refusals = 0;
  private execution = '';

  /** Whether a request may be made in this execution. */
  isOpen(execution: string): boolean {
    return execution !== this.execution || this.refusals < REFUSALS_TO_STOP;
  }

  /** Notes an answer: one that does not accept the credential, or any other. */
  note(execution: string, refused: boolean): void {
    if (execution !== this.execution) this.refusals = 0;
    this.execution = execution;
    this.refusals = refused ? this.refusals + 1 : 0;
  }
}
