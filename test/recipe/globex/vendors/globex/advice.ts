import { advice, type AdviceTable } from '../../core/contract/outcome';

/** What the numbers of Globex's faults mean. */
export const ADVICE: AdviceTable = {
  'G-17': advice('fixChannel', 'The line is not connected.', 'Connect the line, then send this item again.'),
  'G-40': advice(
    'fixNumber',
    'Nobody has this number.',
    'Check the number, with area code, then send this item again.',
  ),
};
