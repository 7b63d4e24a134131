// The bytes of JSON's punctuation and white space.

export const QUOTE = 34
export const BACKSLASH = 92
export const OPEN_BRACKET = 91
export const CLOSE_BRACKET = 93
export const OPEN_BRACE = 123
export const CLOSE_BRACE = 125
export const COLON = 58
export const COMMA = 44
export const MINUS = 45
export const NEWLINE = 10

export function isSpace(byte: number): boolean {
  return byte === 32 || byte === NEWLINE || byte === 13 || byte === 9
}
