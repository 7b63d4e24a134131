// The first word of the command line is no command: was it mistyped, or is it the name of a scenario?
import { closestName, findScenarios } from '../catalog/find-scenarios.ts'
import { UsageError } from '../model/usage-error.ts'

export function describeUnknownCommand(word: string, commands: readonly string[]): UsageError {
  return new UsageError(`there is no command '${word}'`, adviseOn(word, commands))
}

function adviseOn(word: string, commands: readonly string[]): string {
  if (isScenario(word)) return `\`leaklab run ${word}\` runs it`
  const near = closestName(word, commands)
  return near === undefined ? '`leaklab help` shows all commands' : `did you mean \`leaklab ${near}\`?`
}

function isScenario(word: string): boolean {
  try {
    return findScenarios([word]).length > 0
  } catch {
    return false
  }
}
