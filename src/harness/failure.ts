// Describes a thrown value as text. This works for any value, and the text has a maximum length.
import { inspect, isNativeError, NativeError } from './natives.ts'

const maxCodeLength = 100
const maxMessageLength = 2_000
const maxStackLength = 8_000

/** Code, message and stack of anything that can be thrown; never throws itself. */
export function describeError(error: unknown): { code: string; message: string; stack: string } {
  try {
    if (!isNativeError(error) && !(error instanceof NativeError)) {
      const message = cut(`${inspect(error)} was thrown, which is no Error`, maxMessageLength)
      return { code: '', message, stack: '' }
    }
    const { code, name, message, stack } = error as Record<'code' | 'name' | 'message' | 'stack', unknown>
    return {
      code: typeof code === 'string' ? cut(code, maxCodeLength) : '',
      message: cut(`${String(name)}: ${String(message)}${syntaxErrorLocation(stack)}`, maxMessageLength),
      // A stack begins with the message. When it is too long, keep its end, which has the frames.
      stack: typeof stack === 'string' ? stack.slice(-maxStackLength) : '',
    }
  } catch {
    return { code: '', message: 'an error was thrown whose own words cannot be read', stack: '' }
  }
}

/** The location of a syntax error, which V8 writes before the stack: file and line, code, a pointer. */
function syntaxErrorLocation(stack: unknown): string {
  if (typeof stack !== 'string') return ''
  const end = stack.search(/^SyntaxError\b/m)
  return end > 0 ? `\n${stack.slice(0, end).trimEnd()}` : ''
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} …`
}
