// What `leaklab list`, `show` and `new` take: the commands that read or write scenarios and run none.
import { type Command, Option } from 'commander'
import { examples } from './shared.ts'

export function defineList(program: Command): void {
  program
    .command('list')
    .description('list chapters, scenarios and their variants with their claims')
    .option('--json', 'print JSON')
    .addOption(new Option('--markdown', 'print tables in Markdown').conflicts('json'))
    .addHelpText('after', examples('leaklab list', 'leaklab list --json'))
    .action(async options => (await import('../commands/list.ts')).list(options))
}

export function defineShow(program: Command): void {
  program
    .command('show')
    .description('show a scenario: its question, the source of each variant, the lesson')
    .argument('<scenario>', 'a name from `leaklab list`, or a file')
    .addHelpText('after', examples('leaklab show strong-cache'))
    .action(async target => (await import('../commands/show.ts')).show(target))
}

export function defineNew(program: Command): void {
  program
    .command('new')
    .description('write a first check of your own, ready to run')
    .argument('<name>', 'the name of the check: writes a file of that name that ends in .leak.ts')
    .option('--js', 'in JavaScript, as .leak.mjs')
    .addHelpText(
      'after',
      examples('leaklab new cart', 'leaklab new test/leaks/cart', 'leaklab new cart --js'),
    )
    .action(async (name, options) => (await import('../commands/new.ts')).createCheck(name, options))
}
