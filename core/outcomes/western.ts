/** What windows-1252 has in the place of the controls from 128 to 159; five of them stay as they are. */
const IN_PLACE_OF_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/**
 * Text read as Latin-1, as windows-1252 means it: what calls itself Latin-1 is that, in every browser. Written
 * out, because some versions of Node.js give the controls for it.
 */
export const western = (latin: string): string =>
  latin.replace(/[\u0080-\u009F]/g, (control) => IN_PLACE_OF_CONTROLS.charAt(control.charCodeAt(0) - 0x80));
