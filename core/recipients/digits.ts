/** The digits of a number, and where a person set them apart. */
export interface Digits {
  digits: string;
  /** After how many digits a space, a dash, a bracket or the like stands, in ascending order. */
  breaks: readonly number[];
}

/** The same number without its first digits. */
export function without({ digits, breaks }: Digits, count: number): Digits {
  return {
    digits: digits.slice(count),
    breaks: breaks.map((position) => position - count).filter((position) => position > 0),
  };
}

/** The same number with a code before it, set apart. */
export function prefixed(code: string, { digits, breaks }: Digits): Digits {
  return {
    digits: code + digits,
    breaks: [code.length, ...breaks.map((position) => position + code.length)],
  };
}
