// What commander says of a command line that it cannot parse, in the language. Its errors have their data in the message only.
import { cleanLine } from '../report/terminal/clean.ts'
import { words } from '../report/words/words.ts'

/** A message of commander's, and the same from its data. */
const errors: readonly (readonly [message: RegExp, describe: (...data: (string | undefined)[]) => string])[] =
  [
    [
      /^error: missing required argument '([^']*)'$/,
      name => words.commandLine.describeMissingArgument(name!),
    ],
    [/^error: option '(.*)' argument missing$/, option => words.commandLine.describeMissingValue(option!)],
    [
      /^error: unknown option '(.*)'(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/s,
      (option, near) => words.commandLine.describeUnknownOption(option!, near?.split(', ') ?? []),
    ],
    [
      /^error: option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
      (option, value, expected) => words.commandLine.describeInvalidValue(option!, value!, expected!),
    ],
    [
      /^error: option '(.*?)' cannot be used with option '(.*)'$/,
      (option, other) => words.commandLine.describeConflict(option!, other!),
    ],
    [
      /^error: too many arguments for '(.*)'\. Expected (\d+) arguments? but got (\d+)\.$/,
      (command, expected, given) =>
        words.commandLine.describeTooManyArguments(command!, Number(expected), Number(given)),
    ],
  ]

/** @returns the message in the language; unchanged where it is none of the known ones */
export function describeCommanderError(message: string): string {
  for (const [pattern, describe] of errors) {
    const found = pattern.exec(message)
    if (found !== null)
      return describe(...found.slice(1).map(data => data && cleanLine(data, { unicode: true })))
  }
  return message
}
