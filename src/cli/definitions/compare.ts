// What `leaklab compare` takes.
import { type Command, Option } from 'commander'
import { words } from '../../report/words/words.ts'
import { listOf, seconds, wholeNumber } from './option-values.ts'
import { examples } from './shared.ts'

export function defineCompare(program: Command): void {
  program
    .command('compare')
    .description(words.commands.compare.description)
    .argument('<scenario...>', words.commands.compare.scenario)
    .addOption(new Option('--runtimes <list>', words.commands.compare.runtimes).argParser(listOf))
    .option('--jobs <n>', words.commands.compare.jobs, wholeNumber(1))
    .option('--timeout <s>', words.commands.trials.timeout, seconds)
    .option('--json', words.commands.compare.json)
    .addHelpText(
      'after',
      examples(
        'leaklab compare cyclic-nodes',
        'leaklab compare weak-cache finalizer-order',
        'leaklab compare strong-cache --runtimes node,bun,python3',
        'leaklab compare strong-cache --runtimes node@20,node@26',
      ),
    )
    .action(async (targets, options) => (await import('../commands/compare.ts')).compare(targets, options))
}
