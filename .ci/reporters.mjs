// Prints the README's table of reporters, from the registry that help and errors use.
import { listReporters } from '../dist/src/report/formats/registry.js'

const rows = [
  ['reporter', 'what it is for'],
  ...listReporters().map(([name, purpose]) => [`\`${name}\``, purpose]),
  ['`./mine.mjs`', 'a module of yours: its default export makes text of a report'],
]
const widths = [0, 1].map(at => Math.max(...rows.map(row => row[at].length)))
const line = row => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`
const [head, ...body] = rows
console.log([line(head), line(widths.map(width => '-'.repeat(width))), ...body.map(line)].join('\n'))
