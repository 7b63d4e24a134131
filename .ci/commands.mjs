// Prints the reference of the command line as Markdown, from what `--help` prints.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const leaklab = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))

/** The sections of a help text, by title: rows of a term and its description, wrapped lines joined. */
function readHelp(...words) {
  const env = { ...process.env, COLUMNS: '80', NO_COLOR: '1' }
  const text = execFileSync(process.execPath, [leaklab, ...words, '--help'], { encoding: 'utf8', env })
  const sections = { Usage: [[/^Usage: (.*(?:\n {2,}.*)*)/.exec(text)[1].replaceAll(/\s+/g, ' ')]] }
  let rows = []
  for (const line of text.split('\n')) {
    const [, title] = /^([A-Z][a-z ]+):$/.exec(line) ?? []
    const [, term, description = ''] = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? []
    if (title !== undefined) {
      rows = []
      sections[title] = rows
    } else if (term !== undefined) rows.push([term, description])
    else if (rows.length > 0 && line.trim() !== '') rows.at(-1)[1] = `${rows.at(-1)[1]} ${line.trim()}`.trim()
  }
  return sections
}

/** A table in Markdown, its columns of equal width. */
function renderTable(head, rows) {
  const cells = [head, ...rows.map(([term, text]) => [`\`${term}\``, text.replaceAll(/[|*]/g, '\\$&')])]
  const widths = [0, 1].map(at => Math.max(...cells.map(row => row[at].length)))
  const line = row => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`
  return [line(cells[0]), line(widths.map(width => '-'.repeat(width))), ...cells.slice(1).map(line)].join(
    '\n',
  )
}

const withoutHelp = (rows = []) => rows.filter(([term]) => !/^-h, --help|^help /.test(term))

/** A command's description, usage, arguments, options and examples; then its own commands. */
function renderCommand(names, description) {
  const { Usage, Arguments, Options, Examples, Commands } = readHelp(...names)
  const parts = [`### leaklab ${names.join(' ')}`, sentence(description), `Usage: \`${Usage[0][0]}\``]
  if (Arguments) parts.push(renderTable(['argument', 'what it is'], Arguments))
  const options = withoutHelp(Options)
  if (options.length > 0) parts.push(renderTable(['option', 'what it does'], options))
  if (Examples) parts.push(['```console', ...Examples.map(row => row.join('  ').trim()), '```'].join('\n'))
  return [...parts, ...renderCommands(names, Commands)]
}

function renderCommands(names, rows) {
  return withoutHelp(rows).flatMap(([term, description]) =>
    renderCommand([...names, term.split(' ')[0]], description),
  )
}

function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}.`
}

const { Commands } = readHelp()
const codes = readHelp('check')['Exit codes']
console.log(
  [
    '## Exit codes',
    renderTable(['exit code', 'what it means'], codes),
    '## Commands',
    ...renderCommands([], Commands),
  ].join('\n\n'),
)
