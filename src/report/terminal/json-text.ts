// JSON as text that is harmless where it is printed: in a terminal, and in the log of a CI. Read back, it is the same value.

/** DEL and the C1 controls, marks that reverse the direction of text, and U+2028 and U+2029. JSON may contain them unescaped. */
const unprintable = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Like `JSON.stringify`, with escapes in place of characters that a terminal or the runner of a CI would act on. */
export function toJsonText(
  value: unknown,
  indent?: number,
  replacer?: (key: string, value: unknown) => unknown,
): string {
  return (
    JSON.stringify(value, replacer, indent)
      .replace(unprintable, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
      // A runner looks for `##[command]` anywhere in a line.
      .replace(/#(?=#\w*\[)/g, '\\u0023')
  )
}
