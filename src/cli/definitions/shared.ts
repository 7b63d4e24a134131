// What the definitions of several commands have in common: examples in the help text, and the options for reports.
import { type Command, Option } from 'commander'
import { formatNames } from '../../report/formats/registry.ts'
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
        `${formatNames.join(', ')} or a module of yours; may be given again`,
      ).argParser(collect),
    )
}
