// Prints an error on stderr and sets the exit code: of a usage error the message and a hint, of any other the stack.

import { UsageError } from '../model/usage-error.ts'
import { words } from '../report/words/words.ts'
import { interruptedBy } from './interrupt.ts'
import { outputClosed, say } from './output.ts'

const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 }

/** @param advice the last line of a usage error: how to see the options of the command */
export async function reportError(error: unknown, advice?: string): Promise<void> {
  const signal = interruptedBy(error)
  if (signal !== undefined) {
    say(words.session.describeInterruption(signal))
    process.exitCode = signalExitCodes[signal]
  } else if (outputClosed.signal.aborted) {
    process.exitCode = 0
  } else if (error instanceof UsageError) {
    say(`${error.message}\n  ${error.hint}`)
    if (advice !== undefined) say(advice)
    process.exitCode = 2
  } else {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    say(words.session.ownMistake)
    process.exitCode = 3
  }
}
