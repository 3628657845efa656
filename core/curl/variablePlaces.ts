/** Where the shell would fill in a variable, of which nobody here knows the value. */
export const variablePlace = (name: string): string => (name === '' ? '$' : `\uFDD2$${name}\uFDD3`);

const VARIABLE = /\uFDD2(\$[^\uFDD2\uFDD3]*)\uFDD3/g;

/** The variables of the shell in a text, each with its dollar sign. */
export const variablesIn = (text: string): string[] =>
  Array.from(text.matchAll(VARIABLE), ([, name = '']) => name);

/** A text with its variables as the command has them. */
export const asPasted = (text: string): string => text.replace(VARIABLE, '$1');
