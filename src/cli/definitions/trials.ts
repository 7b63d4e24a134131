// What `leaklab run` and `check` take: the commands that run scenarios.
import { type Command, Option } from 'commander'
import { defaults } from '../../model/plan.ts'
import { collect, pattern, seconds, shard, wholeNumber } from './option-values.ts'
import { detailsOption, examples, reporterHelp, reportOptions } from './shared.ts'

export function defineRun(program: Command): void {
  const run = program
    .command('run')
    .description('run scenarios and print what happened as tables, with a verdict')
    .argument(
      '<scenario...>',
      'names from `leaklab list`, files, one of their exports (file.ts#name), folders, or globs',
    )
  trialOptions(run)
    .option('--record <file>', 'keep the recordings in a file, for `leaklab replay`')
    .addOption(
      new Option(
        '--snapshot <file>',
        'keep the heap snapshot of what survived, for `leaklab heap`',
      ).conflicts('paths'),
    )
  reportOptions(run, 'tables')
    .option('--details', detailsOption)
    .addHelpText(
      'after',
      examples(
        'leaklab run strong-cache',
        "leaklab run strong-cache --variant 'unbounded Map'",
        'leaklab run ./my-thing.ts --record my-thing.leaklab',
        'leaklab run ./my-thing.ts --snapshot my-thing.heapsnapshot',
        'leaklab run weak-cache --runtime /opt/node-24/bin/node',
      ),
    )
    .action(async (targets, _, command: Command) => {
      await (await import('../configuration.ts')).applyConfiguration(command)
      return (await import('../commands/run.ts')).run(targets, command.opts() as never)
    })
}

export function defineCheck(program: Command): void {
  const check = program
    .command('check')
    .description('check the claims of scenarios, in CI: one line each, and an exit code')
    .argument(
      '[scenario...]',
      'names, files, folders or globs; by default what the configuration includes, else *.leak.* in the project, else the catalog',
    )
  trialOptions(check)
    .option('--pass-with-no-scenarios', 'exit 0 if nothing matches')
    .option('--jobs <n>', 'children at the same time (default: the number of cores)', wholeNumber(1))
    .option('--retries <n>', 'retry an inconclusive trial this often (default: 1)', wholeNumber(0))
    .option('--bail [n]', 'start no new trial after this many claims that are not met (1)', wholeNumber(1))
    .option(
      '--changed <since>',
      'only scenarios that depend on a file that has changed since a commit, by git',
    )
    .option('--watch', 'check again whenever a file changes that a scenario depends on')
    .addOption(
      new Option('--shard <i/n>', 'the trials of one of n machines, for `leaklab merge`').argParser(shard),
    )
    .option('--record <file>', 'keep the recordings in a file, for `leaklab replay`')
    .option('--update-budget', 'write what refuted claims of own files measured into leaklab.budget.json')
  reportOptions(check, 'lines')
    .addHelpText(
      'after',
      `${examples(
        'leaklab check',
        'leaklab check catalog',
        "leaklab check 'src/**/*.leak.ts'",
        'leaklab check src/cart.leak.ts#parsing',
        'leaklab check test/leaks --bail',
        'leaklab check test/leaks --update-budget',
        'leaklab check --shard 1/3 --record 1.leaklab',
      )}${reporterHelp()}${exitCodes}`,
    )
    .action(async (targets, _, command: Command) => {
      const include = await (await import('../configuration.ts')).applyConfiguration(command)
      const named = targets.length > 0 ? targets : [...include]
      return (await import('../commands/check.ts')).check(named, command.opts() as never)
    })
}

function trialOptions(command: Command): Command {
  return command
    .option('--variant <name>', 'only this variant')
    .addOption(
      new Option(
        '--grep <pattern>',
        'only what matches: a regular expression on `scenario › variant`',
      ).argParser(pattern),
    )
    .option('--rounds <n>', 'measured rounds (default: as many as the verdict needs)', wholeNumber(3))
    .option(
      '--steps <n>',
      'iterations (calls of the step) per round (default: as many as keep a round short)',
      wholeNumber(1),
    )
    .addOption(
      new Option('--timeout <s>', 'time limit per variant in seconds')
        .default(defaults.timeoutMs / 1000)
        .argParser(seconds),
    )
    .addOption(
      new Option('--heap-limit <MB>', 'heap limit of the child in megabytes')
        .default(defaults.heapLimitMb)
        .argParser(wholeNumber(16)),
    )
    .addOption(
      new Option('--runtime <path>', 'a Node binary to run the scenarios in; may be given again').argParser(
        collect,
      ),
    )
    .option('--no-paths', 'take no heap snapshots, and find no retaining paths')
    .option(
      '--config <file>',
      'a configuration (default: leaklab.config.ts, .js, .json … in the current folder)',
    )
    .option('--no-config', 'ignore any configuration')
}

const exitCodes = `
Exit codes:
  0  every claim is met
  1  a claim is refuted
  2  the command line is wrong
  3  a scenario could not be run
  4  inconclusive after all retries
`
