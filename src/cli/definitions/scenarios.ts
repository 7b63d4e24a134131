// What `leaklab list`, `show` and `new` take: the commands that read or write scenarios and run none.
import { type Command, Option } from 'commander'
import { examples } from './shared.ts'

export function defineList(program: Command): void {
  program
    .command('list')
    .description('list the chapters of the catalog, or the scenarios of one')
    .argument('[word]', 'a chapter, the name of a scenario, or a word in its texts')
    .option('--all', 'all scenarios with their variants')
    .option('--claims', 'the variants with their claims: the answers to the questions')
    .option('--json', 'print JSON')
    .addOption(new Option('--markdown', 'print tables in Markdown').conflicts('json'))
    .addHelpText(
      'after',
      examples('leaklab list', 'leaklab list caches', 'leaklab list WeakMap', 'leaklab list --all --claims'),
    )
    .action(async (word, options) => (await import('../commands/list.ts')).list(word, options))
}

export function defineShow(program: Command): void {
  program
    .command('show')
    .description('show the question, the source and the lesson of a scenario')
    .argument('<scenario>', 'a name from `leaklab list`, or a file')
    .option('--variant <name>', 'only this variant')
    .option('--no-claims', 'leave out the claims and the lesson, which give the answers away')
    .addHelpText(
      'after',
      examples(
        'leaklab show strong-cache',
        'leaklab show strong-cache --no-claims',
        "leaklab show strong-cache --variant 'unbounded Map'",
      ),
    )
    .action(async (target, options) => (await import('../commands/show.ts')).show(target, options))
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
