// What the definitions of several commands have in common: examples in the help text, and the options for reports.
import { type Command, Option } from 'commander'
import { listReporters, reporterNames } from '../../report/formats/registry.ts'
import { collect } from './option-values.ts'

/** A paragraph for the end of a help text. */
export function examples(...commands: string[]): string {
  return `\nExamples:\n${commands.map(command => `  $ ${command}`).join('\n')}\n`
}

/**
 * Adds the options for the form of the report.
 * @param usual what is printed without them
 */
export function reportOptions(command: Command, usual: 'tables' | 'lines'): Command {
  return command
    .option('--json', `print a JSON report instead of ${usual}`)
    .addOption(
      new Option(
        '--reporter <name[=file]>',
        `${reporterNames.join(', ')} or a module of yours; may be given again`,
      ).argParser(collect),
    )
}

/** What `--details` of `run` and `replay` does. */
export const detailsOption =
  'print every round, callback, interval and caveat instead of one screen per variant'

/** A paragraph for the end of a help text: what each reporter is for. */
export function reporterHelp(): string {
  const rows = [
    ...listReporters(),
    ['./mine.mjs', 'a module of yours: its default export makes text of a report'],
  ]
  const width = Math.max(...rows.map(([name]) => name!.length))
  return `\nReporters:\n${rows.map(([name, purpose]) => `  ${name!.padEnd(width)}  ${purpose}`).join('\n')}\n`
}
