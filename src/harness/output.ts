// How much of what the scenario printed is still waiting in this process? It would be taken for growth.
import { defineProperty, getOwnPropertyDescriptor } from './natives.ts'

/** Bytes that wait in `process.stdout` and `process.stderr`. */
export type PendingOutput = () => number

/**
 * Watches the two streams without creating them: Node makes them when they are used first, and that takes memory.
 * To be called before the scenario is loaded.
 */
export function watchOutput(): PendingOutput {
  const pending = [watchStream('stdout'), watchStream('stderr')]
  return () => pending[0]!() + pending[1]!()
}

/** The same in a process that is not ours to change. The streams are created if nothing has used them. */
export const readPendingOutput: PendingOutput = () =>
  (process.stdout.writableLength || 0) + (process.stderr.writableLength || 0)

function watchStream(name: 'stdout' | 'stderr'): PendingOutput {
  const descriptor = getOwnPropertyDescriptor(process, name)
  const get = descriptor?.get
  // Not a stream that is made on demand: it exists already, or was replaced.
  if (descriptor === undefined || get === undefined || !descriptor.configurable)
    return () => process[name].writableLength || 0
  let isUsed = false
  defineProperty(process, name, {
    ...descriptor,
    get() {
      isUsed = true
      return get.call(process) as unknown
    },
  })
  // The stream is asked for each time: a reference to it here would be in retaining paths.
  return () => (isUsed ? (get.call(process) as NodeJS.WriteStream).writableLength || 0 : 0)
}
