// The command line: what can be asked for. Each command is loaded when it is asked for, so that `--version` is quick.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { version } from '../files/version.ts'
import { defaults } from '../model/plan.ts'
import { UsageError } from '../model/usage-error.ts'
import { formatNames } from '../report/formats/registry.ts'
import type { Shard } from '../run/choose-trials.ts'
import { reportError } from './errors.ts'
import { watchOutput } from './output.ts'

/** Runs leaklab on a command line; sets `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  watchOutput()
  try {
    await createProgram().parseAsync([...argv])
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else await reportError(error)
  }
}

function createProgram(): Command {
  const program = new Command('leaklab')
    .description('See a JavaScript memory leak happen, see why it is alive, prove that it is fixed.')
    .version(version, '-v, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError('(`leaklab --help` shows what there is)')
    .addHelpText('after', examples('leaklab list', 'leaklab run strong-cache', 'leaklab check ./my-thing.ts'))
    .allowExcessArguments()
    .action(async (_, { args: [word] }: Command) => {
      if (word !== undefined) throw await unknownCommand(word, program)
      return (await import('./commands/choose.ts')).choose()
    })

  program
    .command('list')
    .description('list chapters, scenarios and their variants with their claims')
    .option('--json', 'print JSON')
    .addOption(new Option('--markdown', 'print tables in Markdown').conflicts('json'))
    .addHelpText('after', examples('leaklab list', 'leaklab list --json'))
    .action(async options => (await import('./commands/list.ts')).list(options))

  trialOptions(
    program
      .command('run')
      .description('run scenarios and tell what happened as tables, with a verdict')
      .argument(
        '<scenario...>',
        'names from `leaklab list`, files, one of their exports (file.ts#name), folders, or globs',
      ),
  )
    .option('--record <file>', 'keep the recordings in a file, for `leaklab replay`')
    .addOption(
      new Option(
        '--snapshot <file>',
        'keep the heap snapshot of what survived, for `leaklab heap`',
      ).conflicts('paths'),
    )
    .option('--json', 'print a JSON report instead of tables')
    .addOption(reporterOption())
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
      await (await import('./configuration.ts')).applyConfiguration(command)
      return (await import('./commands/run.ts')).run(targets, command.opts() as never)
    })

  trialOptions(
    program
      .command('check')
      .description('check the claims of scenarios, in CI: one line each, and an exit code')
      .argument(
        '[scenario...]',
        'names, files, folders or globs; without any what the configuration includes, or *.leak.* in the project, or the catalogue',
      ),
  )
    .option('--pass-with-no-scenarios', 'no mistake if there is nothing to check')
    .option('--jobs <n>', 'children side by side (default: the number of cores)', wholeNumber(1))
    .option('--retries <n>', 'live an inconclusive trial again, this often (default: 1)', wholeNumber(0))
    .option('--bail [n]', 'begin no new trial after so many claims that are not met (1)', wholeNumber(1))
    .option('--changed <since>', 'only what stands on a file that has changed since a commit, by git')
    .option('--watch', 'check again whenever a file changes that a scenario stands on')
    .addOption(
      new Option('--shard <i/n>', 'the trials of one of n machines, for `leaklab merge`').argParser(shard),
    )
    .option('--record <file>', 'keep the recordings in a file, for `leaklab replay`')
    .option('--update-budget', 'write what refuted claims of own files measured into leaklab.budget.json')
    .option('--json', 'print a JSON report instead of lines')
    .addOption(reporterOption())
    .addHelpText(
      'after',
      `${examples(
        'leaklab check',
        'leaklab check catalogue',
        "leaklab check 'src/**/*.leak.ts'",
        'leaklab check src/cart.leak.ts#parsing',
        'leaklab check test/leaks --bail',
        'leaklab check test/leaks --update-budget',
        'leaklab check --shard 1/3 --record 1.leaklab',
      )}${exitCodes}`,
    )
    .action(async (targets, _, command: Command) => {
      const include = await (await import('./configuration.ts')).applyConfiguration(command)
      const named = targets.length > 0 ? targets : [...include]
      return (await import('./commands/check.ts')).check(named, command.opts() as never)
    })

  program
    .command('new')
    .description('write a first check of your own, which runs as it stands')
    .argument('<name>', 'what it is called: a file of that name with .leak.ts is written')
    .option('--js', 'in JavaScript, as .leak.mjs')
    .addHelpText(
      'after',
      examples('leaklab new cart', 'leaklab new test/leaks/cart', 'leaklab new cart --js'),
    )
    .action(async (name, options) => (await import('./commands/new.ts')).createCheck(name, options))

  program
    .command('show')
    .description('show a scenario: its question, the source of each variant, the lesson')
    .argument('<scenario>', 'a name from `leaklab list`, or a file')
    .addHelpText('after', examples('leaklab show strong-cache'))
    .action(async target => (await import('./commands/show.ts')).show(target))

  program
    .command('replay')
    .description('tell every table again from a recording, without running anything')
    .argument('<recording>', 'a file that `leaklab run --record` wrote')
    .option('--json', 'print a JSON report instead of tables')
    .addOption(reporterOption())
    .addHelpText(
      'after',
      examples('leaklab run strong-cache --record monday.leaklab', 'leaklab replay monday.leaklab'),
    )
    .action(async (file, options) => (await import('./commands/replay.ts')).replay(file, options))

  program
    .command('merge')
    .description('tell the recordings of several machines as if one had run them all')
    .argument('<recording...>', 'files that `leaklab check --shard <i/n> --record` wrote')
    .option('--record <file>', 'keep them in one file')
    .option('--json', 'print a JSON report instead of lines')
    .addOption(reporterOption())
    .addHelpText(
      'after',
      examples(
        'leaklab check --shard 1/2 --record 1.leaklab',
        'leaklab check --shard 2/2 --record 2.leaklab',
        'leaklab merge 1.leaklab 2.leaklab --reporter junit=leaks.xml',
      ),
    )
    .action(async (files, options) => (await import('./commands/merge.ts')).merge(files, options))

  heapCommand(program)

  program
    .command('doctor')
    .description('look at this machine: runtime, collector, heap limit, noise; and what is missing')
    .option('--runtime <path>', 'a Node binary to look at instead of this one')
    .option('--self-test', 'plant a leak and a clean twin, and tell them apart')
    .addHelpText('after', examples('leaklab doctor', 'leaklab doctor --self-test'))
    .action(async options => (await import('./commands/doctor.ts')).doctor(options))

  return program
}

function heapCommand(program: Command): void {
  const heap = program
    .command('heap')
    .description('look into a V8 heap snapshot: what is in it, and what holds an object')
    .argument('<snapshot>', 'a .heapsnapshot file, as V8 writes it, or - for standard input')
    .option('--class <name>', 'the instances of a constructor, by retained size')
    .addOption(new Option('--id <n>', 'what is known of one object, by its id').argParser(heapId))
    .option('--why', 'with --id or --class: the path from a GC root that keeps the object')
    .option('--every-step', 'with --why: every step of the path as V8 has it')
    .option('--json', 'print JSON')
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
    .action(async (_, options, { args }: Command) => (await import('./commands/heap.ts')).heap(args, options))

  heap
    .command('diff')
    .description('what grew between two or three snapshots of one process, and what holds it')
    .argument('<first>', 'the oldest snapshot')
    .argument('<second>', 'one taken after some steps')
    .argument('[third]', 'one taken after as many again: what grew only once is not told')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      examples(
        'leaklab heap diff 1.heapsnapshot 2.heapsnapshot',
        'leaklab heap diff 1.heapsnapshot 2.heapsnapshot 3.heapsnapshot --json',
      ),
    )
    // `--json` and its like are options of `heap` as well, which takes them for itself.
    .action(async (_first, _second, _third, _options, command: Command) =>
      (await import('./commands/heap.ts')).diff(command.args, command.optsWithGlobals()),
    )
}

/** `123`, or `@123` as reports write it. */
function heapId(text: string): number {
  const id = Number(text.replace(/^@/, ''))
  if (!/^@?\d+$/.test(text) || !Number.isSafeInteger(id)) {
    throw new InvalidArgumentError('Expected an id such as 123 or @123.')
  }
  return id
}

/** A word that is no command: a typing mistake, or the name of what is to be run. */
async function unknownCommand(word: string, program: Command): Promise<UsageError> {
  const { findScenarios, nearest } = await import('../catalog/find-scenarios.ts')
  const names = program.commands.map(command => command.name())
  const near = nearest(word, names)
  let hint = near === undefined ? '`leaklab --help` shows what there is' : `did you mean \`leaklab ${near}\`?`
  try {
    if (findScenarios([word]).length > 0) hint = `\`leaklab run ${word}\` runs it`
  } catch {
    // It is no scenario either.
  }
  return new UsageError(`there is no command '${word}'`, hint)
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
    .option('--steps <n>', 'steps per round (default: sized so that a round is cheap)', wholeNumber(1))
    .addOption(
      new Option('--timeout <s>', 'time limit per variant in seconds')
        .default(defaults.timeoutMs / 1000)
        .argParser(positive),
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
    .option('--no-paths', 'do not look into the heap for what holds the survivors')
    .option(
      '--config <file>',
      'a configuration (default: leaklab.config.ts, .js, .json … in the current folder)',
    )
    .option('--no-config', 'without any configuration')
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch {
    throw new InvalidArgumentError('Expected a regular expression.')
  }
}

function shard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? []
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new InvalidArgumentError('Expected a share such as 1/3.')
  return { index, count }
}

function reporterOption(): Option {
  return new Option(
    '--reporter <name[=file]>',
    `${formatNames.join(', ')} or a module of yours; may be given again`,
  ).argParser(collect)
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value]
}

function wholeNumber(least: number): (text: string) => number {
  return text => {
    const value = Number(text)
    if (!Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`Expected a whole number, ${least} or more.`)
    }
    return value
  }
}

function positive(text: string): number {
  const value = Number(text)
  // A timer holds no more than 2^31 − 1 ms.
  if (!(value > 0 && value <= 2_000_000)) throw new InvalidArgumentError('Expected seconds, more than 0.')
  return value
}

function examples(...commands: string[]): string {
  return `\nExamples:\n${commands.map(command => `  $ ${command}`).join('\n')}\n`
}

const exitCodes = `
Exit codes:
  0  every claim is met
  1  a claim is refuted
  2  the command line is wrong
  3  a scenario could not be run
  4  inconclusive after all retries
`
