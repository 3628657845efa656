import { advice, type AdviceTable } from '../../core/contract/outcome';

/** What the codes of Interflow mean, in both generations of its API. */
export const ADVICE: AdviceTable = {
  VALIDATION_ERROR: advice(
    'fixMessage',
    'Interflow found a missing or wrong value in the message.',
    'Check the recipient, the content and the variables of this item, then send it again.',
  ),
  REQUIRED_FIELD: advice(
    'fixMessage',
    'A value that Interflow requires is missing.',
    'Fill in every required field, then send this item again.',
  ),
  INVALID_FORMAT: advice(
    'fixMessage',
    'A value does not have the form that Interflow expects.',
    'Check the recipient, the content and the variables of this item, then send it again.',
  ),
  OUT_OF_RANGE: advice(
    'fixMessage',
    'A value is larger or smaller than Interflow allows.',
    'Check the recipient, the content and the variables of this item, then send it again.',
  ),
  INVALID_TYPE: advice(
    'fixMessage',
    'A value is of another kind than Interflow expects.',
    'Check the recipient, the content and the variables of this item, then send it again.',
  ),
  MESSAGE_TOO_LONG: advice(
    'fixMessage',
    'The text is longer than Interflow allows.',
    'Shorten the text, or send it in parts.',
  ),
  CONFLICT: advice(
    'lookFirst',
    'Interflow already has an entry like this one.',
    'Look in Interflow whether the message is already there.',
  ),
  INVALID_PHONE: advice(
    'fixNumber',
    'Interflow does not take this number.',
    'Check the number, with country code and area code.',
  ),
  CUSTOMER_NOT_FOUND: advice(
    'fixNumber',
    'Interflow does not know this contact.',
    'Check the recipient, or create the contact in Interflow first.',
  ),
  CHAT_NOT_FOUND: advice(
    'fixNumber',
    'Interflow has no such chat.',
    'Check the chat in Interflow, or send to the phone number instead.',
  ),
  MESSAGE_NOT_FOUND: advice('fixMessage', 'Interflow has no such message.', 'Check the message id.'),
  NOT_FOUND: advice(
    'fixCredential',
    'Interflow did not find what was asked for.',
    'Check the ids and the API Version in the credential.',
  ),
  TEMPLATE_NOT_APPROVED: advice(
    'fixTemplate',
    'The template is not approved yet.',
    'Have the template approved, or use another one.',
  ),
  UNSUPPORTED_MEDIA: advice(
    'fixMedia',
    'Interflow does not take this type of file.',
    'Send the file as another type.',
  ),
  FILE_TOO_LARGE: advice(
    'fixMedia',
    'The file is larger than Interflow allows.',
    'Make the file smaller, or send a link in a text.',
  ),
  UNAUTHORIZED: advice(
    'fixCredential',
    'Interflow does not accept the API key.',
    'Open the credential and paste the key again.',
  ),
  INVALID_TOKEN: advice(
    'fixCredential',
    'Interflow does not know this API key.',
    'Open the credential and paste the key again.',
  ),
  TOKEN_EXPIRED: advice(
    'fixCredential',
    'The API key has expired.',
    'Create a new key in Interflow and put it into the credential.',
  ),
  REVOKED_KEY: advice(
    'fixCredential',
    'The API key was withdrawn.',
    'Create a new key in Interflow and put it into the credential.',
  ),
  FORBIDDEN: advice(
    'fixCredential',
    'The API key may not do this.',
    'Give the key the permission to send messages in Interflow.',
  ),
  INSUFFICIENT_PERMISSIONS: advice(
    'fixCredential',
    'The API key may not do this.',
    'Give the key the permission to send messages in Interflow.',
  ),
  API_KEY_ROUTE_DENIED: advice(
    'fixCredential',
    'Interflow does not offer this function for API keys.',
    'Check the API Version in the credential, or ask Interflow.',
  ),
  API_KEY_IP_DENIED: advice(
    'fixCredential',
    "The API key may not be used from this server's address.",
    "Add the address of your n8n to the key's list in Interflow.",
  ),
  ORGANIZATION_MISMATCH: advice(
    'fixCredential',
    'The API key belongs to another organization.',
    'Check the Organization ID in the credential.',
  ),
  CHANNEL_NOT_FOUND: advice(
    'fixChannel',
    'Interflow has no such channel.',
    'Check the channel in the node or in the credential.',
  ),
  CHANNEL_DISCONNECTED: advice(
    'fixChannel',
    'The channel has lost its connection to WhatsApp.',
    'Connect the channel again in Interflow, then send this item again.',
  ),
  SUBSCRIPTION_INACTIVE: advice(
    'fixAccount',
    'The Interflow subscription is not active.',
    'Renew the subscription in Interflow.',
  ),
  QUOTA_EXCEEDED: advice(
    'fixAccount',
    'The messages that the Interflow plan includes are used up.',
    'Wait for the next period, or change the plan.',
  ),
  RATE_LIMIT_EXCEEDED: advice(
    'retryLater',
    'Messages leave faster than the Interflow plan allows.',
    'Check the plan in the credential, wait a minute, then send this item again.',
  ),
  INTERNAL_ERROR: advice(
    'lookFirst',
    'Interflow had trouble of its own while it had the message.',
    'Look in Interflow whether it arrived before you send it again.',
  ),
  SERVICE_UNAVAILABLE: advice(
    'lookFirst',
    'Interflow was not available while it had the message.',
    'Look in Interflow whether it arrived before you send it again.',
  ),
};
