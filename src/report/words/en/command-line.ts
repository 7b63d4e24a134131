// What is wrong with a command line that cannot be parsed? The first line; what helps follows from elsewhere.

export function describeMissingArgument(name: string): string {
  return `error: missing required argument '${name}'`
}

/** @param option with its argument, as in `--help` */
export function describeMissingValue(option: string): string {
  return `error: option '${option}' argument missing`
}

/** @param near options with a similar name */
export function describeUnknownOption(option: string, near: readonly string[]): string {
  const [first] = near
  const error = `error: unknown option '${option}'`
  if (first === undefined) return error
  return near.length === 1
    ? `${error}\n(Did you mean ${first}?)`
    : `${error}\n(Did you mean one of ${near.join(', ')}?)`
}

/** @param expected a sentence */
export function describeInvalidValue(option: string, value: string, expected: string): string {
  return `error: option '${option}' argument '${value}' is invalid. ${expected}`
}

export function describeConflict(option: string, other: string): string {
  return `error: option '${option}' cannot be used with option '${other}'`
}

export function describeTooManyArguments(command: string, expected: number, given: number): string {
  const most = expected === 1 ? '1 argument' : `${expected} arguments`
  return `error: too many arguments for '${command}'. Expected ${most} but got ${given}.`
}
