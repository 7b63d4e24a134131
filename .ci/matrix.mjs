// Are all claims met on all supported Node versions, many times in a row?
//   node .ci/matrix.mjs [--times 20] [--nodes 20,22,24,26] [scenario ...]
// leaklab itself runs in this Node, its children in each version; the versions take turns. Prints a line for each check, and
// keeps the recording of a check in which a claim was not met. Exits with 1 when there was any.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cache } from './cache.mjs'
import { allVersions, nodeBinary } from './runtimes.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '20' }, nodes: { type: 'string' } },
})
const times = Number(values.times)
const targets = positionals.length > 0 ? positionals : ['catalog']
const leaklab = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))
const kept = join(cache, 'matrix')
mkdirSync(kept, { recursive: true })

const nodes = (values.nodes?.split(',') ?? allVersions).map(major => {
  const binary = nodeBinary(major)
  const version = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim()
  return { binary, version, met: 0, seconds: 0 }
})

for (let time = 1; time <= times; time++) {
  for (const node of nodes) {
    const file = join(kept, `${node.version}-${process.pid}-${time}.leaklab`)
    const began = performance.now()
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [leaklab, 'check', ...targets, '--runtime', node.binary, '--record', file],
      { encoding: 'utf8' },
    )
    const seconds = (performance.now() - began) / 1000
    node.seconds += seconds
    const label = `Node ${node.version}, check ${time} of ${times}: `
    if (status === 0) {
      node.met++
      rmSync(file)
      console.log(`${label}every claim met (${seconds.toFixed(1)} s)`)
    } else {
      console.log(`${label}exit code ${status}; leaklab replay ${file}\n${stdout}${stderr}`)
    }
  }
}

for (const { version, met, seconds } of nodes) {
  console.log(
    `Node ${version}: ${met} of ${times} checks met every claim (${(seconds / times).toFixed(1)} s each)`,
  )
}
if (nodes.some(({ met }) => met < times)) process.exitCode = 1
