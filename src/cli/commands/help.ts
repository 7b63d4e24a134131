// `leaklab help`: the help text of a command, or the list of all commands.
import type { Command } from 'commander'
import { readableHelp } from '../output.ts'
import { printPage } from '../pager.ts'
import { describeUnknownCommand } from '../unknown-command.ts'

/** @throws UsageError for a name that is no command */
export async function help(program: Command, names: readonly string[]): Promise<void> {
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
  let text = ''
  command.configureOutput({
    writeOut: part => {
      text += part
    },
  })
  command.outputHelp()
  await printPage(readableHelp(text))
}
