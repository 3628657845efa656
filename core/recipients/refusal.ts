/** A recipient that cannot be used. The message is one sentence that says what happened and what to do. */
export class RecipientRefused extends Error {
  override readonly name = 'RecipientRefused';
}

/** A number as it should be written, where the right one is not certain. */
export const EXAMPLE = 'for example +55 11 98765-4321';

/** Most digits of a phone number, country code included, in any country. */
export const MOST_DIGITS = 15;

/** @param happened what is the matter with the recipient, and after a colon what to do */
export function refuse(happened: string): never {
  throw new RecipientRefused(`The recipient in "To" ${happened}.`);
}

export function refuseTooLong(): never {
  refuse(`has too many digits: correct it, and give one number per item, ${EXAMPLE}`);
}

export function refuseTooShort(): never {
  refuse(`has no area code (DDD) or is too short: write it in full, ${EXAMPLE}`);
}

/** @param area what stands where the area code belongs */
export function refuseAreaCode(area: string): never {
  throw new RecipientRefused(
    `No place in Brazil has the area code (DDD) ${area}: correct the number in "To", or start it with + and its country code if it is foreign.`,
  );
}
