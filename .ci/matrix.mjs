// All claims on all supported Node versions, many times in a row:
//   node .ci/matrix.mjs [--times 20] [--nodes 20,22,24,26] [scenario ...]
// leaklab itself runs in this Node; the children run in each version. Ends with 1 at the first claim not met.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { allVersions, nodeBinary } from './runtimes.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '20' }, nodes: { type: 'string' } },
})
const nodes = values.nodes?.split(',') ?? allVersions
const leaklab = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))

for (const major of nodes) {
  const binary = nodeBinary(major)
  const version = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim()
  const began = performance.now()
  for (let time = 1; time <= Number(values.times); time++) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [leaklab, 'check', ...(positionals.length > 0 ? positionals : ['catalogue']), '--runtime', binary],
      { encoding: 'utf8' },
    )
    if (status !== 0) {
      console.log(
        `Node ${version}: check ${time} of ${values.times} ended with exit code ${status}\n${stdout}${stderr}`,
      )
      process.exit(1)
    }
  }
  const seconds = ((performance.now() - began) / 1000 / Number(values.times)).toFixed(1)
  console.log(
    `Node ${version}: ${values.times} of ${values.times} checks met every claim (${seconds} s each)`,
  )
}
