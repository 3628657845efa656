import { advice, type AdviceTable } from '../contract/outcome';

/** WhatsApp's own, which the vendors with an official channel pass on (Meta's list of Cloud API codes). */
export const WHATSAPP_ADVICE: AdviceTable = {
  190: advice(
    'fixCredential',
    'WhatsApp no longer accepts the access token of this account.',
    'Ask the vendor to connect the WhatsApp account again.',
  ),
  0: advice(
    'fixCredential',
    'WhatsApp could not confirm the access of this account.',
    'Ask the vendor to connect the WhatsApp account again.',
  ),
  3: advice(
    'fixCredential',
    'The account is not allowed to do this on WhatsApp.',
    'Ask the vendor to grant the permission to send messages.',
  ),
  10: advice(
    'fixCredential',
    'The account has no permission to send this on WhatsApp.',
    'Ask the vendor to grant the permission to send messages.',
  ),
  200: advice(
    'fixCredential',
    'The account lacks a permission on WhatsApp.',
    'Ask the vendor to grant the permission to send messages.',
  ),
  4: advice(
    'retryLater',
    'The vendor has called WhatsApp too often in a short time.',
    'Wait a few minutes, then send this item again.',
  ),
  80007: advice(
    'retryLater',
    'The WhatsApp account has reached its limit of requests.',
    'Wait a few minutes, then send this item again.',
  ),
  80008: advice(
    'retryLater',
    'The WhatsApp account has reached its limit of requests.',
    'Wait a few minutes, then send this item again.',
  ),
  130429: advice(
    'retryLater',
    'Messages leave this number faster than WhatsApp allows.',
    'Lower Messages per Minute in the credential, then send this item again.',
  ),
  131056: advice(
    'retryLater',
    'This person was sent too many messages in a short time.',
    'Wait a few minutes before you send to this number again.',
  ),
  131048: advice(
    'stop',
    'WhatsApp holds messages back since people have blocked or reported this sender.',
    'Pause the campaign and check the quality of the number in WhatsApp Manager.',
  ),
  131058: advice(
    'fixTemplate',
    'The template hello_world can be sent from test numbers of Meta only.',
    'Use an approved template of your own.',
  ),
  131064: advice(
    'stop',
    'The account has reached a limit that WhatsApp sets for it.',
    'Check the limits of the account in WhatsApp Manager before you send more.',
  ),
  368: advice(
    'fixAccount',
    'WhatsApp has blocked the account for a while for breaking its rules.',
    'Open WhatsApp Manager, read the notice there and follow it.',
  ),
  131031: advice(
    'fixAccount',
    'WhatsApp has locked the account.',
    'Open WhatsApp Manager, read the notice there and ask for a review.',
  ),
  130497: advice(
    'fixAccount',
    'The account may not send messages to people in this country.',
    'Check in WhatsApp Manager which countries the account may reach.',
  ),
  130472: advice(
    'stop',
    'WhatsApp keeps marketing messages from this person for an experiment of its own.',
    'Do not send it again; answer when the person writes to you.',
  ),
  131000: advice(
    'retryLater',
    'WhatsApp did not deliver the message and gives no reason.',
    'Wait a few minutes, then send this item again.',
  ),
  131005: advice(
    'fixCredential',
    'The account has no access to this function of WhatsApp.',
    'Ask the vendor to check the permissions of the account.',
  ),
  131008: advice(
    'fixMessage',
    'Something that WhatsApp requires is missing from the message.',
    'Fill in every required field, then send this item again.',
  ),
  131009: advice(
    'fixMessage',
    'A value in the message is not one that WhatsApp accepts.',
    'Correct the value that the vendor names, then send this item again.',
  ),
  131016: advice(
    'retryLater',
    'WhatsApp is not available for the moment.',
    'Wait a few minutes, then send this item again.',
  ),
  131021: advice(
    'fixNumber',
    'The message is addressed to the number that it comes from.',
    'Use another recipient.',
  ),
  131026: advice(
    'fixNumber',
    'The message cannot reach this number: it may not be on WhatsApp or use an old app.',
    'Check the number with the person before you send again.',
  ),
  131030: advice(
    'fixNumber',
    'The sender is a test number and this recipient is not on its list.',
    'Add the recipient to the test list, or send from a real number.',
  ),
  131037: advice(
    'fixAccount',
    'The display name of the sending number is not approved yet.',
    'Have the display name approved in WhatsApp Manager.',
  ),
  131042: advice(
    'fixAccount',
    'WhatsApp could not charge the account.',
    'Check the payment method in WhatsApp Manager.',
  ),
  131045: advice(
    'fixChannel',
    'The sending number is not registered properly with WhatsApp.',
    'Ask the vendor to register the number again.',
  ),
  131047: advice(
    'useTemplate',
    'More than 24 hours have passed since this person last wrote to you.',
    'Use Send Template with an approved template.',
  ),
  131049: advice(
    'stop',
    'WhatsApp limits how many marketing messages a person gets, and held this one back.',
    'Wait at least 24 hours before you send to this person again.',
  ),
  131050: advice(
    'stop',
    'This person no longer wants marketing messages from you.',
    'Take the person off your marketing list.',
  ),
  131051: advice(
    'fixMessage',
    'WhatsApp does not know this type of message.',
    'Send it as another type, such as text or a document.',
  ),
  131052: advice(
    'fixMedia',
    'WhatsApp could not download the file.',
    'Check that the link opens without a login, then send this item again.',
  ),
  131053: advice(
    'fixMedia',
    'WhatsApp could not take the file.',
    'Check the type and the size of the file, then send this item again.',
  ),
  131057: advice(
    'retryLater',
    'The WhatsApp account is under maintenance.',
    'Wait a few minutes, then send this item again.',
  ),
  132000: advice(
    'fixTemplate',
    'The template has another number of variables than were given.',
    'Give exactly the variables that the template has.',
  ),
  132001: advice(
    'fixTemplate',
    'There is no approved template of this name in this language.',
    'Check the name, the language and the approval of the template.',
  ),
  132005: advice(
    'fixTemplate',
    'The template is too long once its variables are filled in.',
    'Shorten the variables.',
  ),
  132007: advice(
    'fixTemplate',
    'The template breaks a rule of WhatsApp.',
    'Change the template and have it approved again.',
  ),
  132008: advice(
    'fixTemplate',
    'A variable of the template does not have the form that WhatsApp expects.',
    'Check the variables against the template.',
  ),
  132012: advice(
    'fixTemplate',
    'A variable is of another kind than the template expects.',
    'Check the variables against the template, such as text, date or image.',
  ),
  132015: advice(
    'fixTemplate',
    'WhatsApp has paused the template since too many people disliked it.',
    'Improve the template, or use another one.',
  ),
  132016: advice('fixTemplate', 'WhatsApp has disabled the template for good.', 'Use another template.'),
  132018: advice(
    'fixTemplate',
    'What the template is filled with does not fit its parts.',
    'Check header, variables and buttons against the template.',
  ),
  132068: advice(
    'fixTemplate',
    'The flow in the template is blocked.',
    'Correct the flow in WhatsApp Manager, or use another template.',
  ),
  132069: advice(
    'fixTemplate',
    'The flow in the template is used too often for the moment.',
    'Check the flow in WhatsApp Manager, or use another template.',
  ),
  133016: advice(
    'fixChannel',
    'The number was registered with WhatsApp too often.',
    'Ask the vendor when the number can be registered again.',
  ),
  135000: advice(
    'fixMessage',
    'WhatsApp did not accept the message and gives no reason.',
    'Check every value of the message, then send this item again.',
  ),
};
