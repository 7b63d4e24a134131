// Does DevTools' own code compute the same for every node? compare.mjs <file> prints differences; exit code 1 if any.
import { createReadStream } from 'node:fs'
import { parse } from 'heap-snapshot-toolkit'
import { analyzeSnapshot } from '../../dist/src/heap/index.js'

const file = process.argv[2]
const analysis = await analyzeSnapshot(file, { ruleSet: 'devtools' })
const { graph } = analysis
const oracle = await parse(createReadStream(file, 'utf8'))
const oracleSize = node => oracle.nodes.getValue(node * oracle.nodeFieldCount + oracle.nodeSelfSizeOffset)

const comparisons = {
  distance: node => [analysis.distances[node], oracle.nodeDistances[node]],
  'self size': node => [analysis.shallowSizes[node], oracleSize(node)],
  'retained size': node => [analysis.retainedSizes[node], oracle.retainedSizes[node]],
  dominator: node => [analysis.dominators[node], oracle.dominatorsTree[node]],
}

const differences = []
if (graph.nodeCount !== oracle.nodeCount) differences.push(`DevTools has ${oracle.nodeCount} nodes`)
for (const [name, valuesOf] of Object.entries(comparisons)) {
  let count = 0
  for (let node = 0; node < graph.nodeCount; node++) {
    // DevTools computes no dominator of the root.
    if (name === 'dominator' && node === graph.rootOrdinal) continue
    const [ours, theirs] = valuesOf(node)
    if (ours === theirs) continue
    if (++count <= 3)
      differences.push(`${name} of ${graph.type(node)} ${graph.name(node, 80)}: ${ours}, DevTools ${theirs}`)
  }
  if (count > 3) differences.push(`${name}: ${count} differences`)
}
console.log(
  `${graph.nodeCount} nodes, ${differences.length === 0 ? 'the same on every node' : differences.join('\n    ')}`,
)
process.exitCode = differences.length === 0 ? 0 : 1
