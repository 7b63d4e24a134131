// What the benches share: running one scenario file through the built pipeline, simple statistics, tables.
import { fileURLToPath } from 'node:url'
import { runScenarios } from '../dist/src/pipeline.js'
import { chooseRuntime } from '../dist/src/runtimes/choose-runtime.js'

export const fixtures = fileURLToPath(new URL('../test/fixtures/judgement/', import.meta.url))

/** The Nodes at these paths; without any, the one that runs this bench. */
export async function findRuntimes(paths) {
  const wanted = paths.length === 0 ? [undefined] : paths
  return Promise.all(wanted.map(path => chooseRuntime(path, '--runtime')))
}

/** Runs each variant of a file once, one after the other. */
export async function runFile(file, runtime) {
  const { results, unloaded } = await runScenarios([file], {
    plan: { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'never' },
    runtimes: [runtime],
    concurrency: 1,
    choice: {},
    retries: 0,
  })
  if (unloaded.length > 0) throw new Error(`${file}: ${unloaded[0].problem}`)
  return results
}

/** Wilson's score interval of a rate at 95 %. */
export function wilson(hits, runs) {
  const z = 1.96
  const p = hits / runs
  const middle = p + z ** 2 / (2 * runs)
  const spread = z * Math.sqrt((p * (1 - p)) / runs + z ** 2 / (4 * runs ** 2))
  const scale = 1 + z ** 2 / runs
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]
}

/** Prints rows as columns; numbers are aligned at the right. */
export function printTable(head, rows) {
  const texts = rows.map(row => row.map(String))
  const widths = head.map((title, i) => Math.max(title.length, ...texts.map(row => row[i].length)))
  const line = (cells, source) =>
    cells
      .map((text, i) =>
        typeof source[i] === 'number' || /^[-+]?[\d.]/.test(text)
          ? text.padStart(widths[i])
          : text.padEnd(widths[i]),
      )
      .join('  ')
      .trimEnd()
  console.log(line(head, rows[0] ?? head))
  for (const [i, row] of rows.entries()) console.log(line(texts[i], row))
}
