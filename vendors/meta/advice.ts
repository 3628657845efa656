import { advice, type AdviceTable } from '../../core/contract/outcome';

const newToken = advice(
  'fixCredential',
  'Meta does not accept the access token: it is wrong or has expired.',
  'Create a token of a system user in Meta Business Settings and paste it into the credential.',
);

const permission = advice(
  'fixCredential',
  'The access token may not send for this account.',
  'Give the system user the permission whatsapp_business_messaging, then create its token again.',
);

/** What Meta's codes mean to somebody whose own account it is; the rest is WhatsApp's and known to the core. */
export const ADVICE: AdviceTable = {
  0: newToken,
  102: newToken,
  190: newToken,
  3: permission,
  10: permission,
  200: permission,
  131005: permission,
  33: advice(
    'fixChannel',
    'Meta has no phone number with this ID.',
    'Check Phone Number ID in the credential; it is not the phone number itself.',
  ),
  100: advice(
    'fixMessage',
    'Meta does not know something in the request, or the phone number ID is not yours.',
    'Check this item against its template, and Phone Number ID in the credential.',
  ),
  131045: advice(
    'fixChannel',
    'The sending number is not registered properly with WhatsApp.',
    'Register the number again in WhatsApp Manager.',
  ),
  131062: advice(
    'fixNumber',
    'This message cannot be sent to a user ID.',
    'Use the phone number of the person as recipient.',
  ),
  131063: advice(
    'fixAccount',
    'Marketing templates are switched off for the Cloud API.',
    'Switch them on in WhatsApp Manager, or send the template by the other API.',
  ),
  133010: advice(
    'fixChannel',
    'The sending number is not registered with the Cloud API.',
    'Register the number in WhatsApp Manager, then send this item again.',
  ),
  134011: advice(
    'fixAccount',
    'The account has not accepted terms that this message needs, or the number was not found.',
    'Open WhatsApp Manager and accept what it shows there.',
  ),
  137000: advice(
    'fixMessage',
    'The person has another phone or number behind this chat than before.',
    'Make sure who the person is, then send this item again.',
  ),
};
