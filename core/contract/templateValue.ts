import { readText, shown, type Fault } from './text';

/**
 * The rule for every value that lands in a template, whatever its field: a variable, a button, the text of a header, a
 * contact's field. WhatsApp refuses the whole message for one of them.
 */

const ON_ONE_LINE: Fault = {
  says: 'has a line break, a tab or more than four spaces in a row, which WhatsApp refuses in templates',
  nextStep: 'Write it on one line.',
};

/** What WhatsApp takes in no value; any blank that acts as a space counts as one. */
const REFUSED_BY_WHATSAPP = /[\n\t]|\p{Zs}{5}/u;

/**
 * Reads a value for a template.
 *
 * @param longest how many characters fit
 */
export function readTemplateValue(value: unknown, longest: number): { text: string } | { fault: Fault } {
  if (typeof value === 'boolean') return { text: shown(value) };
  const read = readText(value);
  if ('fault' in read) return read;
  const { text } = read;
  if (text.length > longest)
    return {
      fault: {
        says: `has ${text.length} characters, more than the ${longest} that fit`,
        nextStep: 'Shorten it.',
      },
    };
  return REFUSED_BY_WHATSAPP.test(text) ? { fault: ON_ONE_LINE } : read;
}
