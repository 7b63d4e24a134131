// `leaklab help`: the help text of a command, or the list of all commands.
import type { Command } from 'commander'
import { describeUnknownCommand } from '../unknown-command.ts'

/** @throws UsageError for a name that is no command */
export function help(program: Command, names: readonly string[]): void {
  let command = program
  for (const name of names) {
    const known = command.commands
    const next = known.find(one => one.name() === name)
    if (next === undefined)
      throw describeUnknownCommand(
        name,
        known.map(one => one.name()),
      )
    command = next
  }
  command.outputHelp()
}
