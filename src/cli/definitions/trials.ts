// What `leaklab run` and `check` take: the commands that run scenarios.
import { type Command, Option } from 'commander'
import { limits } from '../../model/limits.ts'
import { defaults } from '../../model/plan.ts'
import { words } from '../../report/words/words.ts'
import { collect, pattern, seconds, shard, wholeNumber, within } from './option-values.ts'
import { examples, reporterHelp, reportOptions } from './shared.ts'

export function defineRun(program: Command): void {
  const run = program
    .command('run')
    .description(words.commands.run.description)
    .argument('<scenario...>', words.commands.run.scenario)
  trialOptions(run)
    .option('--record <file>', words.commands.run.record)
    .addOption(new Option('--snapshot <file>', words.commands.run.snapshot).conflicts('paths'))
  reportOptions(run, 'tables')
    .option('--details', words.commands.reports.details)
    .addHelpText(
      'after',
      examples(
        'leaklab run strong-cache',
        "leaklab run strong-cache --variant 'unbounded Map'",
        'leaklab run ./my-thing.ts --record my-thing.leaklab',
        'leaklab run ./my-thing.ts --snapshot my-thing.heapsnapshot',
        'leaklab run weak-cache --runtime node@24',
        'leaklab run weak-cache --runtime bun',
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
    .description(words.commands.check.description)
    .argument('[scenario...]', words.commands.check.scenario)
  trialOptions(check)
    .option('--pass-with-no-scenarios', words.commands.check.passWithNoScenarios)
    .option('--jobs <n>', words.commands.check.jobs, wholeNumber(1))
    .option('--retries <n>', words.commands.check.retries, within(limits.retries))
    .option('--bail [n]', words.commands.check.bail, wholeNumber(1))
    .option('--changed <since>', words.commands.check.changed)
    .option('--watch', words.commands.check.watch)
    .addOption(new Option('--shard <i/n>', words.commands.check.shard).argParser(shard))
    .option('--record <file>', words.commands.check.record)
    .option('--update-budget', words.commands.check.updateBudget)
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
      )}${reporterHelp()}${exitCodes()}`,
    )
    .action(async (targets, _, command: Command) => {
      const include = await (await import('../configuration.ts')).applyConfiguration(command)
      const named = targets.length > 0 ? targets : [...include]
      return (await import('../commands/check.ts')).check(named, command.opts() as never)
    })
}

function trialOptions(command: Command): Command {
  return command
    .option('--variant <name>', words.commands.trials.variant)
    .addOption(new Option('--grep <pattern>', words.commands.trials.grep).argParser(pattern))
    .option('--rounds <n>', words.commands.trials.rounds, within(limits.rounds))
    .option('--steps <n>', words.commands.trials.steps, within(limits.steps))
    .addOption(
      new Option('--timeout <s>', words.commands.trials.timeout)
        .default(defaults.timeoutMs / 1000)
        .argParser(seconds),
    )
    .addOption(
      new Option('--heap-limit <MB>', words.commands.trials.heapLimit)
        .default(defaults.heapLimitMb)
        .argParser(within(limits.heapLimitMb)),
    )
    .addOption(new Option('--runtime <path>', words.commands.trials.runtime).argParser(collect))
    .option('--no-paths', words.commands.trials.noPaths)
    .option('--config <file>', words.commands.trials.config)
    .option('--no-config', words.commands.trials.noConfig)
}

/** A paragraph for the end of a help text. */
function exitCodes(): string {
  const { exitCodes, sections } = words.commands
  return `\n${sections.exitCodes}\n${exitCodes.map((text, code) => `  ${code}  ${text}`).join('\n')}\n`
}
