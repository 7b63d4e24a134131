// Does leaklab judge real packages right? Versions that are known to leak, the versions that fixed it, and clean packages that
// allocate much. Each is installed from npm into a cache folder outside the dependencies and judged by `leaklab check`.
//   node bench/field.mjs [--only name] [--kind leaks|clean] [--runs N] [--runtime path] [--write]
// `--write` writes the table to bench/field.md. Exit code 1 when any verdict or holder is wrong. `inconclusive` for clean
// code is not wrong, and is counted separately.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { installInto, cache as root } from '../.ci/cache.mjs'
import { leaks, traps } from './field/packages.mjs'
import { findRuntimes, printTable } from './support.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    kind: { type: 'string' },
    runs: { type: 'string', default: '1' },
    runtime: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const cache = join(root, 'field')
const leaklab = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))
const [runtime] = await findRuntimes(values.runtime === undefined ? [] : [values.runtime])

/** The versions to judge: of a leak the version that has it and the one that fixed it. */
const cases = [
  ...leaks.flatMap(({ package: name, leaking, fixed, exports: [leak, remedy] = [], ...rest }) => [
    { ...rest, folder: 'leaks', name, version: leaking, exported: leak, expected: 'leaking' },
    {
      ...rest,
      folder: 'leaks',
      name,
      version: fixed,
      exported: remedy,
      expected: 'clean',
      holder: undefined,
    },
  ]),
  ...traps.map(({ package: name, ...rest }) => ({ ...rest, folder: 'clean', name, expected: 'clean' })),
].filter(
  ({ name, folder }) =>
    (values.only === undefined || name.includes(values.only)) &&
    (values.kind === undefined || folder === values.kind),
)

const rows = []
for (const one of cases) {
  for (let run = 0; run < Number(values.runs); run++) {
    const answer = judge(one)
    rows.push({ ...one, ...answer })
    console.log(line(rows.at(-1)))
  }
}
const wrong = rows.filter(({ right }) => !right)
const open = rows.filter(({ isOpen }) => isOpen)
console.log()
printTable(
  ['package', 'cause', 'expected', 'verdict', 'holder', 's'],
  rows.map(row => [
    titleOf(row),
    row.cause ?? '',
    row.expected,
    row.verdict,
    shorten(row.found),
    row.seconds,
  ]),
)
console.log(summary())
if (values.write) writeFileSync(new URL('field.md', import.meta.url), markdown())
process.exitCode = wrong.length > 0 ? 1 : 0

/** Judges one version of a package. */
function judge({
  folder,
  name,
  version,
  check = fileName(name),
  exported,
  scripts,
  expected,
  holder,
  series,
}) {
  const home = install(name, version, scripts)
  const file = join(home, `${check}.mjs`)
  copyFileSync(new URL(`field/${folder}/${check}.mjs`, import.meta.url), file)
  const began = performance.now()
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      leaklab,
      'check',
      exported === undefined ? file : `${file}#${exported}`,
      '--json',
      '--jobs',
      '1',
      '--runtime',
      runtime.path,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 30 },
  )
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const { results = [], unloaded = [] } = stdout === '' ? {} : JSON.parse(stdout)
  if (results.length === 0) {
    return { right: false, verdict: 'failed', seconds, found: unloaded[0]?.problem ?? stderr.trim() }
  }
  const [{ verdict, recording }] = results
  const path = pathToHolder(verdict, recording)
  const found = path.slice(-3).map(describeStep).join(' → ')
  const isClean = verdict.outcome === 'collected' || verdict.outcome === 'plateau'
  const isNamed = holder === undefined || path.map(describeStep).join(' → ').includes(holder)
  const isOpen = expected === 'clean' && verdict.outcome === 'inconclusive'
  const rising = verdict.evidence.filter(({ trend }) => trend === 'rising')
  const rises = series === undefined || rising.some(one => one.series === series)
  const right = expected === 'clean' ? isClean || isOpen : verdict.outcome === 'leaking' && isNamed && rises
  const growth = rising
    .filter(({ bytesPerStep }) => bytesPerStep !== undefined)
    .map(one => `${one.series} ${Math.round(one.bytesPerStep)}`)
    .join(', ')
  return {
    right,
    isOpen,
    verdict: verdict.outcome,
    growth,
    seconds,
    found: verdict.outcome === 'leaking' ? found : '',
    isNamed,
  }
}

/** The folder in which a package of that version is installed. */
function install(name, version, scripts = false) {
  const home = join(cache, `${fileName(name)}@${version}`)
  const installed = join(home, 'installed')
  if (existsSync(installed)) return home
  rmSync(home, { recursive: true, force: true })
  const flags = ['--no-package-lock', '--loglevel=error', ...(scripts ? [] : ['--ignore-scripts'])]
  installInto(home, [`${name}@${version}`], flags)
  writeFileSync(installed, '')
  return home
}

/** The steps of the retaining path that the verdict names, up to the holder. */
function pathToHolder(verdict, { retention }) {
  const named = verdict.evidence.find(({ kind }) => kind === 'retention')
  if (named === undefined) return []
  const { path } = [...retention.groups, ...retention.holders].find(
    ({ fingerprint }) => fingerprint === named.fingerprint,
  )
  return path.steps.slice(0, path.holder + 1)
}

/** A step of a path: the kind of reference, its name, and the object. */
function describeStep({ by, name, what }) {
  // The path of the cache folder differs from machine to machine.
  const called = name.replace(cache + sep, '')
  if (by === 'property') return `.${called}: ${what}`
  return `${[by, called].filter(part => part !== '').join(' ')}: ${what}`
}

function line({ expected, verdict, right, isOpen, holder, isNamed, growth, seconds, ...row }) {
  const named = holder === undefined ? '' : isNamed ? ', holder found' : ', holder not found'
  const rate = verdict === 'leaking' ? ` (B/step: ${growth})` : ''
  return `${isOpen ? 'open ' : right ? 'right' : 'WRONG'}  ${titleOf(row)}: expected ${expected}, ${verdict}${rate}${named}, ${seconds} s`
}

function summary() {
  const asked = rows.filter(({ holder }) => holder !== undefined)
  const named = asked.filter(({ isNamed, verdict }) => verdict === 'leaking' && isNamed)
  return `${rows.length - wrong.length - open.length} of ${rows.length} right, ${wrong.length} wrong, ${open.length} without an answer; the holder named in ${named.length} of ${asked.length} leaks`
}

/** The table of bench/field.md. */
function markdown() {
  const leaky = rows.filter(({ folder }) => folder === 'leaks')
  const clean = rows.filter(({ folder }) => folder === 'clean')
  return `# Judged in the field

What \`npm run bench:field -- --write\` printed on ${new Date().toISOString().slice(0, 10)} with Node ${runtime.version}: ${summary()}.

## Known leaks, and the versions that fixed them

${table(
  [
    'package',
    'cause',
    'reported',
    'expected',
    'verdict',
    'bytes per iteration',
    'holder that was named',
    'seconds',
  ],
  leaky.map(row => [
    titleOf(row),
    row.cause,
    row.reported,
    row.expected,
    mark(row),
    row.verdict === 'leaking' ? row.growth : '',
    row.found === '' ? '' : `\`${row.found}\``,
    row.seconds,
  ]),
)}

## Heavy and clean

${table(
  ['package', 'what a step does', 'expected', 'verdict', 'seconds'],
  clean.map(row => [titleOf(row), row.step, row.expected, mark(row), row.seconds]),
)}
`
}

/** A Markdown table with columns of equal width. */
function table(head, body) {
  const rows = [head, ...body].map(cells => cells.map(cell => String(cell).replaceAll('|', '\\|')))
  const widths = head.map((_, i) => Math.max(3, ...rows.map(cells => cells[i].length)))
  const line = (cells, filler = ' ') =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i], filler)).join(' | ')} |`
  const [first, ...others] = rows
  const rule = line(
    head.map(() => ''),
    '-',
  )
  return [line(first), rule, ...others.map(cells => line(cells))].join('\n')
}

/** The package, its version, and what the check file exports, if the user's code decides. */
function titleOf({ name, version, exported }) {
  return `${name}@${version}${exported === undefined ? '' : ` ${exported}`}`
}

/** The verdict, in bold if it is wrong or inconclusive. */
function mark({ verdict, right, isOpen }) {
  return right && !isOpen ? verdict : `**${verdict}**`
}

function shorten(text) {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function fileName(name) {
  return name.replace(/^@/, '').replace('/', '-')
}
