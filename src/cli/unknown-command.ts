// The first word of the command line is no command: was it mistyped, or is it the name of a scenario?
import { closestName, findScenarios } from '../catalog/find-scenarios.ts'
import { UsageError } from '../model/usage-error.ts'

export function describeUnknownCommand(word: string, commands: readonly string[]): UsageError {
  return new UsageError('unknown-command', {
    word,
    isScenario: isScenario(word),
    near: closestName(word, commands),
  })
}

function isScenario(word: string): boolean {
  try {
    return findScenarios([word]).length > 0
  } catch {
    return false
  }
}
