// The command line: the list of commands. Each command's code is loaded when it is called, so that `--version` and
// `--help` stay quick; definitions/ has only descriptions, options and examples.
import { Command, CommanderError } from 'commander'
import { version } from '../files/version.ts'
import { clean } from '../report/terminal/clean.ts'
import { widthOf } from '../report/terminal/width.ts'
import { words } from '../report/words/words.ts'
import { describeCommanderError } from './commander-errors.ts'
import { defineCompare } from './definitions/compare.ts'
import { defineDoctor } from './definitions/doctor.ts'
import { defineHeap } from './definitions/heap.ts'
import { adviseOnOptions, defineHelp } from './definitions/help.ts'
import {
  defineEdit,
  defineNotes,
  definePlay,
  definePresent,
  defineRehearse,
  defineReset,
} from './definitions/lessons.ts'
import { defineMerge, defineReplay } from './definitions/recordings.ts'
import { defineList, defineNew, defineShow } from './definitions/scenarios.ts'
import { examples } from './definitions/shared.ts'
import { defineCheck, defineRun } from './definitions/trials.ts'
import { reportError } from './errors.ts'
import { Uncaught } from './interrupt.ts'
import { print, readableHelp, say, styleOf, watchOutput } from './output.ts'
import { giveUpWaiting } from './until-settled.ts'

/** Runs leaklab on a command line; sets `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  watchOutput()
  const program = createProgram()
  let called = program
  program.hook('preAction', (_, command) => {
    called = command
  })
  const report = (error: unknown) => reportError(error, adviseOnOptions(called))
  const onUncaught = async (error: unknown) => {
    // Within work that can be interrupted, that work ends first.
    if (process.listenerCount('uncaughtException') > 1) return
    await report(new Uncaught(error))
    await endWhenWritten()
  }
  process.on('uncaughtException', onUncaught)
  // An exit code of 0 is earned: where the event loop runs empty, Node would end with it.
  process.on('beforeExit', onEmptyLoop)
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else await report(error)
  } finally {
    process.removeListener('beforeExit', onEmptyLoop)
  }
  // A timer of the user's configuration must not keep the process.
  await endWhenWritten()
}

async function endWhenWritten(): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(written))
  process.exit()
}

/** When everything is written that was given to a stream, or cannot be written any more. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => {
    if (stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
}

function onEmptyLoop(): void {
  // What waits for code of the user says more.
  if (giveUpWaiting()) return
  say(words.session.neverEnded)
  process.exitCode = 3
}

/** Commander's titles of sections, in the language. */
function titleOf(title: string): string {
  const { sections } = words.commands
  const ours: Record<string, string> = {
    'Usage:': sections.usage,
    'Arguments:': sections.arguments,
    'Options:': sections.options,
    'Commands:': sections.commands,
  }
  return ours[title] ?? title
}

/** All commands, with their options and help texts. */
export function createProgram(): Command {
  const program = new Command('leaklab')
    .description(words.commands.program.description)
    .version(version, '-v, --version', words.commands.program.version)
    .exitOverride()
    .configureOutput({
      writeOut: text => print(readableHelp(text)),
      outputError: (text, write) =>
        write(`${clean(describeCommanderError(text.trimEnd()), styleOf(process.stderr))}\n`),
    })
    // Without the arguments of each command the list of commands fits a screen.
    .configureHelp({
      subcommandTerm: command => command.name(),
      // Commander would count wide characters as one column.
      displayWidth: widthOf,
      styleTitle: title => titleOf(title),
      optionDescription: ({ defaultValue, description, negate }) =>
        defaultValue === undefined || typeof defaultValue === 'boolean' || negate
          ? description
          : `${description} ${words.commands.describeDefault(String(defaultValue))}`,
    })
    .option('--plain', words.commands.play.plain)
    .helpCommand(false)
    .helpOption('-h, --help', words.commands.program.help)
    .addHelpText('after', examples('leaklab list', 'leaklab run strong-cache', 'leaklab check ./my-thing.ts'))
    .action(async (options, { args: [word] }: Command) => {
      if (word === undefined) return (await import('./commands/play.ts')).playCourse(options)
      const { describeUnknownCommand } = await import('./unknown-command.ts')
      throw describeUnknownCommand(
        word,
        program.commands.map(command => command.name()),
      )
    })
  // In the order in which `--help` lists them.
  definePlay(program)
  defineEdit(program)
  definePresent(program)
  defineNotes(program)
  defineRehearse(program)
  defineList(program)
  defineRun(program)
  defineCheck(program)
  defineCompare(program)
  defineNew(program)
  defineShow(program)
  defineReplay(program)
  defineMerge(program)
  defineHeap(program)
  defineDoctor(program)
  defineReset(program)
  defineHelp(program)
  for (const command of [program, ...program.commands.flatMap(one => [one, ...one.commands])])
    command.showHelpAfterError(adviseOnOptions(command) ?? '')
  // Only now: a command takes this setting over from the program. The word that names no command gets a message of its own.
  return program.allowExcessArguments()
}
