/** A message template, or a campaign's, that a simulated vendor has approved. */
export interface ApprovedTemplate {
  name: string;
  language: string;
  /** Text with `{{1}}` or `{{name}}` where a variable goes. */
  body: string;
  header?: { type: 'text' | 'image' | 'video' | 'document'; text?: string };
  footer?: string;
  buttons?: Array<{ type: 'quick_reply' | 'url' | 'copy_code'; text: string; url?: string }>;
}

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The variable names of a text, in order of first appearance. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

/**
 * Puts values in the place of `{{...}}`. What has no value stays visible as it is, so that a missing
 * variable is seen in the inbox.
 */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.prototype.hasOwnProperty.call(values, name) ? (values[name] ?? '') : whole,
  );
}
