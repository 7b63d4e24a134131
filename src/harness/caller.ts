// Where in the scenario was the harness called?
import { execute, indexOfText, NativeError, sliceText } from './natives.ts'

const maxLocationLength = 500
const ownFrame = /[\\/]harness[\\/]/
const indent = /^\s*/

/** The first stack line outside of the harness; empty where a scenario has changed the format of stacks. */
export function findCaller(): string {
  try {
    const stack: unknown = new NativeError().stack
    if (typeof stack !== 'string') return ''
    for (let end = indexOfText(stack, '\n'); end >= 0; ) {
      const rest = sliceText(stack, end + 1)
      const next = indexOfText(rest, '\n')
      const frame = next < 0 ? rest : sliceText(rest, 0, next)
      if (execute(ownFrame, frame) === null) return sliceText(withoutIndent(frame), 0, maxLocationLength)
      end = next < 0 ? -1 : end + 1 + next
    }
    return ''
  } catch {
    return ''
  }
}

function withoutIndent(frame: string): string {
  return sliceText(frame, execute(indent, frame)?.[0].length ?? 0)
}
