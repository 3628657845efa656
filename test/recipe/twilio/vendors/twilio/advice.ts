import { advice, type AdviceTable } from '../../core/contract/outcome';

const blockedAtRecipient = advice(
  'fixNumber',
  'The message cannot reach this number: it may not be on WhatsApp.',
  'Check the number with the person before you send again.',
);

/** What Twilio's codes mean, from its list of them. */
export const ADVICE: AdviceTable = {
  20003: advice(
    'fixCredential',
    'Twilio does not accept the account SID with this auth token.',
    'Copy both from the Twilio Console into the credential again.',
  ),
  20429: advice(
    'retryLater',
    'Twilio gets more requests from this account than it takes.',
    'Lower Messages per Minute in the credential, then send this item again.',
  ),
  21211: advice(
    'fixNumber',
    'Twilio does not know such a number.',
    'Correct the recipient, then send this item again.',
  ),
  21610: advice(
    'stop',
    'This person answered that they want no more messages.',
    'Take the person off your list.',
  ),
  21656: advice(
    'fixTemplate',
    'The variables do not fit the template.',
    'Give exactly the variables that the template has.',
  ),
  63003: blockedAtRecipient,
  63007: advice(
    'fixChannel',
    'The sender is not registered for WhatsApp at Twilio.',
    'Check Sender in the credential against the WhatsApp senders in the Twilio Console.',
  ),
  63013: advice(
    'fixMessage',
    'WhatsApp does not allow this content.',
    'Change the message, then send this item again.',
  ),
  63016: advice(
    'useTemplate',
    'More than 24 hours have passed since this person last wrote to you.',
    'Use Send Template with an approved template.',
  ),
  63018: advice(
    'retryLater',
    'Messages leave this sender faster than WhatsApp allows.',
    'Lower Messages per Minute in the credential, then send this item again.',
  ),
  63024: blockedAtRecipient,
};
