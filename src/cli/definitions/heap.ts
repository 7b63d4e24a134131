// What `leaklab heap` and `leaklab heap diff` take.
import { type Command, Option } from 'commander'
import { heapId } from './option-values.ts'
import { examples } from './shared.ts'

export function defineHeap(program: Command): void {
  const heap = program
    .command('heap')
    .description('inspect a V8 heap snapshot: what it holds, what keeps it alive')
    .argument('<snapshot>', 'a .heapsnapshot file, as V8 writes it, or - for standard input')
    .option('--class <name>', 'the instances of a constructor, by retained size')
    .addOption(new Option('--id <n>', 'what is known of one object, by its id').argParser(heapId))
    .option('--why', 'with --id or --class: the path from a GC root that keeps the object')
    .option('--every-step', 'with --why: every reference on the path, as V8 names it')
    .option('--json', 'print JSON')
    // The command itself refuses them, and says what to do with several snapshots.
    .allowExcessArguments()
    .addHelpText(
      'after',
      examples(
        'leaklab heap app.heapsnapshot',
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
    .description('what grew between two or three snapshots of one process, and what holds it')
    .argument('<first>', 'the oldest snapshot')
    .argument('<second>', 'one taken after some iterations')
    .argument('[third]', 'one taken after as many again: one-time growth is left out')
    .option('--json', 'print JSON')
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
