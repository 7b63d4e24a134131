// Where in the scenario was the harness called?
import { NativeError } from './natives.ts'

const maxLocationLength = 500

/** The first stack line outside of the harness; empty where a scenario has changed the format of stacks. */
export function findCaller(): string {
  try {
    const stack: unknown = new NativeError().stack
    if (typeof stack !== 'string') return ''
    const frames = stack.split('\n').slice(1)
    return (frames.find(frame => !/[\\/]harness[\\/]/.test(frame)) ?? '').trim().slice(0, maxLocationLength)
  } catch {
    return ''
  }
}
