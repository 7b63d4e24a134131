// What `leaklab help` takes, and the line at the end of a usage error that points to it.
import type { Command } from 'commander'
import { words } from '../../report/words/words.ts'
import { examples } from './shared.ts'

export function defineHelp(program: Command): void {
  program
    .command('help')
    .description(words.commands.help.description)
    .argument('[command...]', words.commands.help.command)
    .addHelpText('after', examples('leaklab help', 'leaklab help check', 'leaklab help heap diff'))
    .action(async names => (await import('../commands/help.ts')).help(program, names))
}

/** The last line of a usage error: how to see the options of the command. None for `leaklab` without a command. */
export function adviseOnOptions(command: Command): string | undefined {
  const names: string[] = []
  for (let one = command; one.parent !== null; one = one.parent) names.unshift(one.name())
  return names.length === 0 ? undefined : `  ${words.commands.describeOptionsHelp(names.join(' '))}`
}
