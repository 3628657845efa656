const NOTE = 'This number looks made up: make sure that it is the right one.';

/** Runs that people type where a form asks for any number; 98765-4321 is not among them: it stands in our own examples. */
const RISING = '01234567890123456789';
const LOOKED_AT = 8;

/**
 * What to say of a number that was hardly ever given out: 99999-9999, 90909-0909, 91234-5678, 99000-0000.
 *
 * @param isHere whether it is Brazilian: abroad a rising number may be an ordinary one, as +351 912 345 678
 * @param number its digits, at least without what all numbers of the country or area begin with
 */
export function madeUpNotes(number: string, isHere: boolean): string[] {
  const end = number.slice(-LOOKED_AT);
  const isPeriodic = /^(\d\d)\1{3}$/.test(end);
  const isRising = isHere && end.length === LOOKED_AT && RISING.includes(end);
  // 555-0100 to 555-0199 are kept for films in North America.
  const isFromFilm = /^1\d{3}55501\d\d$/.test(number);
  return isPeriodic || isRising || isFromFilm || /0{6}$/.test(end) ? [NOTE] : [];
}
