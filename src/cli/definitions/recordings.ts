// What `leaklab replay` and `merge` take: the commands that report recordings and run nothing.
import type { Command } from 'commander'
import { words } from '../../report/words/words.ts'
import { examples, reportOptions } from './shared.ts'

export function defineReplay(program: Command): void {
  const replay = program
    .command('replay')
    .description(words.commands.replay.description)
    .argument('<recording>', words.commands.replay.recording)
  reportOptions(replay, 'tables')
    .option('--report', words.commands.replay.report)
    .option('--details', words.commands.reports.details)
    .addHelpText(
      'after',
      examples(
        'leaklab run strong-cache --record monday.leaklab',
        'leaklab replay monday.leaklab',
        'leaklab replay monday.leaklab --report',
      ),
    )
    .action(async (file, options) => (await import('../commands/replay.ts')).replay(file, options))
}

export function defineMerge(program: Command): void {
  const merge = program
    .command('merge')
    .description(words.commands.merge.description)
    .argument('<recording...>', words.commands.merge.recording)
    .option('--record <file>', words.commands.merge.record)
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
