// What `leaklab heap` and `leaklab heap diff` take.
import { type Command, Option } from 'commander'
import { words } from '../../report/words/words.ts'
import { heapId } from './option-values.ts'
import { examples } from './shared.ts'

export function defineHeap(program: Command): void {
  const heap = program
    .command('heap')
    .description(words.commands.heap.description)
    .argument('<snapshot>', words.commands.heap.snapshot)
    .option('--class <name>', words.commands.heap.class)
    .addOption(new Option('--id <n>', words.commands.heap.id).argParser(heapId))
    .option('--why', words.commands.heap.why)
    .option('--every-step', words.commands.heap.everyStep)
    .option('--report', words.commands.heap.report)
    .option('--json', words.commands.heap.json)
    // The command itself refuses them, and says what to do with several snapshots.
    .allowExcessArguments()
    .addHelpText(
      'after',
      examples(
        'leaklab heap app.heapsnapshot',
        'leaklab heap --report app.heapsnapshot',
        'leaklab heap app.heapsnapshot --class Session --why',
        'leaklab heap app.heapsnapshot --id 12345 --why',
        'gunzip -c app.heapsnapshot.gz | leaklab heap -',
        'leaklab heap diff before.heapsnapshot after.heapsnapshot later.heapsnapshot',
      ),
    )
    .action(async (_, options, { args }: Command) =>
      (await import('../commands/heap.ts')).heap(args, options),
    )
  defineDiff(heap)
}

function defineDiff(heap: Command): void {
  heap
    .command('diff')
    .description(words.commands.diff.description)
    .argument('<first>', words.commands.diff.first)
    .argument('<second>', words.commands.diff.second)
    .argument('[third]', words.commands.diff.third)
    .option('--json', words.commands.diff.json)
    .allowExcessArguments()
    .addHelpText(
      'after',
      examples(
        'leaklab heap diff 1.heapsnapshot 2.heapsnapshot',
        'leaklab heap diff 1.heapsnapshot 2.heapsnapshot 3.heapsnapshot --json',
      ),
    )
    // `heap` has the option `--json` too, and commander then gives the value to `heap`.
    .action(async (_first, _second, _third, _options, command: Command) =>
      (await import('../commands/heap.ts')).diff(command.args, command.optsWithGlobals()),
    )
}
