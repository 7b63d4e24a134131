// What `leaklab replay` and `merge` take: the commands that report recordings and run nothing.
import type { Command } from 'commander'
import { detailsOption, examples, reportOptions } from './shared.ts'

export function defineReplay(program: Command): void {
  const replay = program
    .command('replay')
    .description('print the report of a recording, without running anything')
    .argument('<recording>', 'a file that `leaklab run --record` wrote')
  reportOptions(replay, 'tables')
    .option('--details', detailsOption)
    .addHelpText(
      'after',
      examples('leaklab run strong-cache --record monday.leaklab', 'leaklab replay monday.leaklab'),
    )
    .action(async (file, options) => (await import('../commands/replay.ts')).replay(file, options))
}

export function defineMerge(program: Command): void {
  const merge = program
    .command('merge')
    .description('print one report of the recordings of several machines')
    .argument('<recording...>', 'files that `leaklab check --shard <i/n> --record` wrote')
    .option('--record <file>', 'keep them in one file')
  reportOptions(merge, 'lines')
    .addHelpText(
      'after',
      examples(
        'leaklab check --shard 1/2 --record 1.leaklab',
        'leaklab check --shard 2/2 --record 2.leaklab',
        'leaklab merge 1.leaklab 2.leaklab --reporter junit=leaks.xml',
      ),
    )
    .action(async (files, options) => (await import('../commands/merge.ts')).merge(files, options))
}
