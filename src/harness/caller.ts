// Where in the scenario was the harness called?
import { codeAt, indexOfText, NativeError, sliceText } from './natives.ts'

const maxLocationLength = 500
const space = 32

/** The first stack line outside of the harness; empty where a scenario has changed the format of stacks. */
export function findCaller(): string {
  try {
    const stack: unknown = new NativeError().stack
    if (typeof stack !== 'string') return ''
    // Written out, because a regular expression would be compiled in mid-trial. The first line is the message.
    let rest = stack
    for (;;) {
      const end = indexOfText(rest, '\n')
      if (end < 0) return ''
      rest = sliceText(rest, end + 1)
      const next = indexOfText(rest, '\n')
      const frame = next < 0 ? rest : sliceText(rest, 0, next)
      if (!isOwn(frame)) return sliceText(withoutIndent(frame), 0, maxLocationLength)
    }
  } catch {
    return ''
  }
}

function isOwn(frame: string): boolean {
  return indexOfText(frame, '/harness/') >= 0 || indexOfText(frame, '\\harness\\') >= 0
}

function withoutIndent(frame: string): string {
  let start = 0
  while (codeAt(frame, start) === space) start++
  return sliceText(frame, start)
}
