// What was thrown, in words. Nothing that is thrown can keep itself from being told, nor be too long to be sent.
import { inspect, isNativeError, NativeError } from './natives.ts'

const maxMessageLength = 2_000
const maxStackLength = 8_000

/** Words for anything that can be thrown; never throws itself. */
export function describeError(error: unknown): { message: string; stack: string } {
  try {
    if (!isNativeError(error) && !(error instanceof NativeError)) {
      return { message: cut(`${inspect(error)} was thrown, which is no Error`, maxMessageLength), stack: '' }
    }
    const { name, message, stack } = error as Record<'name' | 'message' | 'stack', unknown>
    return {
      message: cut(`${String(name)}: ${String(message)}${placeIn(stack)}`, maxMessageLength),
      // A stack begins with the message: of a long one, the frames behind it are what is wanted.
      stack: typeof stack === 'string' ? stack.slice(-maxStackLength) : '',
    }
  } catch {
    return { message: 'an error was thrown whose own words cannot be read', stack: '' }
  }
}

/** The place of a syntax error, which stands before the stack's own beginning: file and line, code, a pointer. */
function placeIn(stack: unknown): string {
  if (typeof stack !== 'string') return ''
  const end = stack.search(/^SyntaxError\b/m)
  return end > 0 ? `\n${stack.slice(0, end).trimEnd()}` : ''
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} …`
}
