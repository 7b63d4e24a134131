// What the definitions of several commands have in common: examples in the help text, and the options for reports.
import { type Command, Option } from 'commander'
import { listReporters, reporterNames } from '../../report/formats/registry.ts'
import { words } from '../../report/words/words.ts'
import { collect } from './option-values.ts'

/** A paragraph for the end of a help text. */
export function examples(...commands: string[]): string {
  return `\n${words.commands.sections.examples}\n${commands.map(command => `  $ ${command}`).join('\n')}\n`
}

/**
 * Adds the options for the form of the report.
 * @param usual what is printed without them
 */
export function reportOptions(command: Command, usual: 'tables' | 'lines'): Command {
  return command
    .option('--json', words.commands.reports.json[usual])
    .addOption(
      new Option('--reporter <name[=file]>', words.commands.reports.reporter(reporterNames)).argParser(
        collect,
      ),
    )
}

/** A paragraph for the end of a help text: what each reporter is for. */
export function reporterHelp(): string {
  const rows = [...listReporters(), ['./mine.mjs', words.commands.reports.ownModule]]
  const width = Math.max(...rows.map(([name]) => name!.length))
  return `\n${words.commands.sections.reporters}\n${rows.map(([name, purpose]) => `  ${name!.padEnd(width)}  ${purpose}`).join('\n')}\n`
}
