// The bytes that JSON is made of.
export const QUOTE = 34
export const BACKSLASH = 92
export const OPEN_BRACKET = 91
export const CLOSE_BRACKET = 93
export const OPEN_BRACE = 123
export const CLOSE_BRACE = 125
export const COLON = 58
export const COMMA = 44
export const NEWLINE = 10

// `byte ^ 48` maps the ten digits to 0 … 9 and everything else, `undefined` behind the end included, to 10 and more:
// one comparison tells a digit, and the loops end by themselves at the end of the bytes.
export const COMMA_CODE = COMMA ^ 48
export const NEWLINE_CODE = NEWLINE ^ 48

/**
 * Loops over bytes return after so many, and after few at first: V8 optimises a function well only when it has seen it
 * return.
 */
export const STRIDE = 1 << 14
const LONGER = 1 << 6

/** The length of a stride by that of the one before, 0 at first. */
export function nextStride(stride: number): number {
  return Math.min(STRIDE, stride + LONGER)
}

export function isSpace(byte: number): boolean {
  return byte === 32 || byte === NEWLINE || byte === 13 || byte === 9
}
