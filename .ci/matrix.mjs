// All claims on all supported Node versions, many times in a row:
//   node .ci/matrix.mjs [--times 20] [--nodes 20,22,24,26] [scenario ...]
// leaklab itself runs in this Node; the children run in each version, which take turns. Every check is told as it ends;
// what was read in one that met not every claim is kept for `leaklab replay`. Ends with 1 when there was any.
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
const targets = positionals.length > 0 ? positionals : ['catalogue']
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
    const file = join(kept, `${node.version}-${process.pid}-${time}.json`)
    const began = performance.now()
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        leaklab,
        'check',
        ...targets,
        '--runtime',
        node.binary,
        '--reporter',
        'line',
        '--reporter',
        `json=${file}`,
      ],
      { encoding: 'utf8' },
    )
    const seconds = (performance.now() - began) / 1000
    node.seconds += seconds
    const told = `Node ${node.version}, check ${time} of ${times}: `
    if (status === 0) {
      node.met++
      rmSync(file)
      console.log(`${told}every claim met (${seconds.toFixed(1)} s)`)
    } else {
      console.log(`${told}exit code ${status}; leaklab replay ${file}\n${stdout}${stderr}`)
    }
  }
}

for (const { version, met, seconds } of nodes) {
  console.log(
    `Node ${version}: ${met} of ${times} checks met every claim (${(seconds / times).toFixed(1)} s each)`,
  )
}
if (nodes.some(({ met }) => met < times)) process.exitCode = 1
