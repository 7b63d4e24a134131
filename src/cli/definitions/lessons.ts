// What `leaklab play` and `reset` take: the commands of the interactive program.
import type { Command } from 'commander'
import { words } from '../../report/words/words.ts'
import { wholeNumber } from './option-values.ts'
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

export function definePresent(program: Command): void {
  program
    .command('present')
    .description(words.commands.present.description)
    .argument('[list...]', words.commands.present.list)
    .option('--from <number>', words.commands.present.from, wholeNumber(1))
    .option('--plain', words.commands.present.plain)
    .addHelpText(
      'after',
      examples('leaklab present', 'leaklab present caches', 'leaklab present monday.json --from 3'),
    )
    .action(async (list, _, command) =>
      (await import('../commands/present.ts')).present(list, command.optsWithGlobals()),
    )
}

export function defineNotes(program: Command): void {
  program
    .command('notes')
    .description(words.commands.notes.description)
    .option('--plain', words.commands.notes.plain)
    .addHelpText('after', examples('leaklab notes'))
    .action(async (_, command) => (await import('../commands/present.ts')).notes(command.optsWithGlobals()))
}

export function defineRehearse(program: Command): void {
  program
    .command('rehearse')
    .description(words.commands.rehearse.description)
    .argument('[list...]', words.commands.present.list)
    .addHelpText('after', examples('leaklab rehearse', 'leaklab rehearse monday.json'))
    .action(async list => (await import('../commands/rehearse.ts')).rehearse(list))
}

export function defineReset(program: Command): void {
  program
    .command('reset')
    .description(words.commands.reset.description)
    .addHelpText('after', examples('leaklab reset'))
    .action(async () => (await import('../commands/play.ts')).reset())
}
