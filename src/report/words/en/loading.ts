// Why could a scenario file not be loaded, if it is not an error that its import threw?
import type { Ending } from '../../../model/recording.ts'

/** Of a program in Python. */
export const noVariants =
  'there is no variant; expected a dict named leaks, plateaus or collects: { name: a function that takes the lab and returns the step }'

/** @param ending of the process that imported the file */
export function describeUnloadable(ending: Ending): string {
  switch (ending.kind) {
    case 'timeout':
      return `its import did not end within ${ending.afterMs / 1000} s; --timeout allows more`
    case 'exited':
      return `it ended the process with exit code ${ending.code} while it was imported`
    case 'unstartable':
      return `the child process could not be started: ${ending.message}`
    case 'exhausted':
      return `it ran out of memory at ${ending.limitMb} MB while it was imported; --heap-limit ${ending.limitMb * 2} gives it more`
    case 'killed':
      return `it was ended by ${ending.signal} while it was imported`
    case 'flooded':
      return "it flooded file descriptor 3, leaklab's channel, while it was imported"
    default:
      return 'it could not be imported'
  }
}
