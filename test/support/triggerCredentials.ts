/** The credential types of the trigger alone; nothing is sent with them. */
export const TRIGGER_CREDENTIALS = ['mensageiroMediaApi', 'mensageiroWebhookApi'];
