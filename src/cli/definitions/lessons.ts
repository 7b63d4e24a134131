// What `leaklab play` and `reset` take: the commands of the interactive program.
import type { Command } from 'commander'
import { words } from '../../report/words/words.ts'
import { examples } from './shared.ts'

export function definePlay(program: Command): void {
  program
    .command('play')
    .description(words.commands.play.description)
    .argument('<scenario>', words.commands.play.scenario)
    .option('--plain', words.commands.play.plain)
    .addHelpText(
      'after',
      examples(
        'leaklab play strong-cache',
        'leaklab play ./my-thing.ts',
        'leaklab play strong-cache --plain',
      ),
    )
    .action(async (target, _, command) =>
      (await import('../commands/play.ts')).playLesson(target, command.optsWithGlobals()),
    )
}

export function defineEdit(program: Command): void {
  program
    .command('edit')
    .description(words.commands.edit.description)
    .argument('<scenario>', words.commands.play.scenario)
    .option('--plain', words.commands.edit.plain)
    .addHelpText('after', examples('leaklab edit strong-cache', 'leaklab edit ./my-thing.ts'))
    .action(async (target, _, command) =>
      (await import('../commands/edit.ts')).edit(target, command.optsWithGlobals()),
    )
}

export function defineReset(program: Command): void {
  program
    .command('reset')
    .description(words.commands.reset.description)
    .addHelpText('after', examples('leaklab reset'))
    .action(async () => (await import('../commands/play.ts')).reset())
}
