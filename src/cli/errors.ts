// Prints an error on stderr and sets the exit code: of a usage error the message and a hint, of any other the stack.

import { fileURLToPath } from 'node:url'
import { UsageError } from '../model/usage-error.ts'
import { words } from '../report/words/words.ts'
import { interruptedBy, Uncaught } from './interrupt.ts'
import { outputClosed, say } from './output.ts'

const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 }

/** @param advice the last line of a usage error: how to see the options of the command */
export async function reportError(error: unknown, advice?: string): Promise<void> {
  const signal = interruptedBy(error)
  const bySystem = describeBySystem(error)
  if (signal !== undefined) {
    say(words.session.describeInterruption(signal))
    process.exitCode = signalExitCodes[signal]
  } else if (outputClosed.signal.aborted) {
    // The reader went away before everything was judged.
    process.exitCode = 2
  } else if (error instanceof UsageError) {
    say(`${error.message}\n  ${error.hint}`)
    if (advice !== undefined) say(advice)
    process.exitCode = 2
  } else if (bySystem !== undefined) {
    say(bySystem)
    process.exitCode = 2
  } else {
    const { describeError } = await import('../harness/failure.ts')
    const { message, stack } = describeError(error instanceof Uncaught ? error.cause : error)
    const isUsers = error instanceof Uncaught && !isOurs(stack)
    if (isUsers) say(words.session.describeUncaught(message))
    say(stack || message)
    if (!isUsers) say(words.session.ownMistake)
    process.exitCode = isUsers ? 2 : 3
  }
}

/** What to say of an error of the system that no code can help. */
function describeBySystem(error: unknown): string | undefined {
  const thrown = error instanceof Uncaught ? error.cause : error
  try {
    if (!(thrown instanceof Error)) return undefined
    const { code, syscall } = thrown as NodeJS.ErrnoException
    return words.session.describeSystemError(syscall === 'uv_cwd' ? syscall : (code ?? ''))
  } catch {
    // What the user's code throws may throw itself when it is read.
    return undefined
  }
}

const ourFolder = fileURLToPath(new URL('../..', import.meta.url))

/** Whether an error was made by code of leaklab: by the first place of its stack that is a file. */
function isOurs(stack: string): boolean {
  const place = stack.split('\n').find(line => /^\s+at .*[/\\]/.test(line) && !line.includes('node:'))
  return place?.includes(ourFolder) === true
}
