// What `leaklab list`, `show` and `new` take: the commands that read or write scenarios and run none.
import { type Command, Option } from 'commander'
import { words } from '../../report/words/words.ts'
import { examples } from './shared.ts'

export function defineList(program: Command): void {
  program
    .command('list')
    .description(words.commands.list.description)
    .argument('[word]', words.commands.list.word)
    .option('--all', words.commands.list.all)
    .option('--claims', words.commands.list.claims)
    .option('--json', words.commands.list.json)
    .addOption(new Option('--markdown', words.commands.list.markdown).conflicts('json'))
    .addHelpText(
      'after',
      examples('leaklab list', 'leaklab list caches', 'leaklab list WeakMap', 'leaklab list --all --claims'),
    )
    .action(async (word, options) => (await import('../commands/list.ts')).list(word, options))
}

export function defineShow(program: Command): void {
  program
    .command('show')
    .description(words.commands.show.description)
    .argument('<scenario>', words.commands.show.scenario)
    .option('--variant <name>', words.commands.show.variant)
    .option('--no-claims', words.commands.show.noClaims)
    .option('--python', words.commands.show.python)
    .addHelpText(
      'after',
      examples(
        'leaklab show strong-cache',
        'leaklab show strong-cache --no-claims',
        "leaklab show strong-cache --variant 'unbounded Map'",
        'leaklab show weak-cache --python',
      ),
    )
    .action(async (target, options) => (await import('../commands/show.ts')).show(target, options))
}

export function defineNew(program: Command): void {
  program
    .command('new')
    .description(words.commands.create.description)
    .argument('<name>', words.commands.create.name)
    .option('--js', words.commands.create.js)
    .addHelpText(
      'after',
      examples('leaklab new cart', 'leaklab new test/leaks/cart', 'leaklab new cart --js'),
    )
    .action(async (name, options) => (await import('../commands/new.ts')).createCheck(name, options))
}
