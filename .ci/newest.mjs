// Does the newest release of each Node version keep what the catalog says?
//   node .ci/newest.mjs [22 24 26]
// Installs the newest release of each, checks the whole catalog in it, and prints which exceptions went stale and which claims
// need a new one. Exits with 1 when there is any.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { newestBinary, otherVersions, pinned } from './runtimes.mjs'

const leaklab = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))

/**
 * What a report says about exceptions.
 * @param report what `leaklab check --json` prints
 * @returns a line for each claim that is not met
 */
export function findStale({ results }) {
  return results
    .filter(({ verdict }) => verdict.claimMet !== true)
    .map(({ recording: { subject }, verdict }) => {
      const { exception, scenario, variant } = subject
      const found = `${scenario} › ${variant}: ${verdict.outcome}`
      return exception === null
        ? `${found}; a claim that is not met, and no exception states it`
        : `${found}; its exception for '${exception.runtimes}' is stale, or needs an end`
    })
}

function checkCatalog(binary) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [leaklab, 'check', 'catalog', '--json', '--runtime', binary],
    { encoding: 'utf8', maxBuffer: 2 ** 30 },
  )
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2)
  for (const major of wanted.length > 0 ? wanted : otherVersions) {
    const binary = newestBinary(major)
    const version = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim()
    const report = checkCatalog(binary)
    const stale = findStale(report)
    const { length } = report.results
    console.log(
      `Node ${version} (pinned: ${pinned[major]}): ${length - stale.length} of ${length} claims met`,
    )
    for (const line of stale) console.log(`  ${line}`)
    if (stale.length > 0) process.exitCode = 1
  }
}
