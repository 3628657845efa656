/**
 * Why a command cannot be read: what follows the name of its field in a sentence, and the next step. Whoever knows the
 * field puts its name before it.
 */
export class CommandRefused extends Error {
  constructor(
    readonly says: string,
    readonly nextStep: string,
  ) {
    super(`${says}. ${nextStep}`);
    this.name = 'CommandRefused';
  }
}
