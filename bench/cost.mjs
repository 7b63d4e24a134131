// How much time does leaklab add? Compares ratios of times that are measured in one run, each a median of some repetitions,
// with their limits. `node bench/cost.mjs [--runs N]`; exit code 1 when a ratio is over its limit.
import { execFileSync, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable, quantile } from './support.mjs'

const cli = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))
const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } })
const runs = Number(values.runs)

/** Wall time in milliseconds of one run. */
function time(args) {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - began
}

/** Median times of several programs. They run in turns, so that a disturbance slows all of them. */
function race(programs, count) {
  const times = programs.map(() => [])
  for (let run = 0; run < count; run++) for (const [i, args] of programs.entries()) times[i].push(time(args))
  return times.map(list => quantile(list, 0.5))
}

const [bare, version, list] = race(
  [
    ['-e', '0'],
    [cli, '--version'],
    [cli, 'list'],
  ],
  runs,
)

/** Wall time of a command, and its ratio to the sum of the running times of its children. */
function measureChildren(args) {
  const began = performance.now()
  const json = execFileSync(process.execPath, [cli, ...args, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  })
  const wall = performance.now() - began
  const children = JSON.parse(json).results.reduce((sum, { recording }) => sum + recording.durationMs, 0)
  return { wall, ratio: wall / children }
}

const strongCache = Array.from({ length: 3 }, () => measureChildren(['run', 'strong-cache']))
const middle = quantile(
  strongCache.map(({ ratio }) => ratio),
  0.5,
)

// Time with retaining paths / without. In turns, so that a disturbance slows both.
const paths = quantile(
  Array.from({ length: 5 }, () => {
    const without = measureChildren(['run', 'strong-cache', '--no-paths']).wall
    return measureChildren(['run', 'strong-cache']).wall / without
  }),
  0.5,
)

// All children, on all cores at the same time.
const cores = availableParallelism()
const catalog = measureChildren(['check', 'catalog'])

const rows = [
  ['leaklab --version / node -e 0', version / bare, 1.5],
  ['leaklab list / node -e 0', list / bare, 2],
  ['run strong-cache / its children', middle, 1.3],
  ['run strong-cache / the same --no-paths', paths, 1.6],
  [`check catalog / its children ÷ ${cores} cores`, catalog.ratio * cores, 1.3],
]
printTable(
  ['what', 'ratio', 'limit', ''],
  rows.map(([what, ratio, limit]) => [
    what,
    ratio.toFixed(2),
    limit.toFixed(1),
    ratio <= limit ? 'within' : 'OVER',
  ]),
)
console.log(
  `node -e 0: ${bare.toFixed(0)} ms; run strong-cache: ${quantile(
    strongCache.map(({ wall }) => wall),
    0.5,
  ).toFixed(0)} ms`,
)
console.log(`check catalog: ${(catalog.wall / 1000).toFixed(0)} s`)
process.exitCode = rows.some(([, ratio, limit]) => ratio > limit) ? 1 : 0
