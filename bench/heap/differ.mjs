// Do both say the same of every node? differ.mjs <file> prints differences from DevTools' own code; exit code 1 if any.
import { createReadStream } from 'node:fs'
import { parse } from 'heap-snapshot-toolkit'
import { analyzeSnapshot } from '../../dist/src/heap/index.js'

const file = process.argv[2]
const analysis = await analyzeSnapshot(file)
const { graph } = analysis
const oracle = await parse(createReadStream(file, 'utf8'))
const oracleSize = node => oracle.nodes.getValue(node * oracle.nodeFieldCount + oracle.nodeSelfSizeOffset)

const questions = {
  distance: node => [analysis.distances[node], oracle.nodeDistances[node]],
  'self size': node => [analysis.shallowSizes[node], oracleSize(node)],
  'retained size': node => [analysis.retainedSizes[node], oracle.retainedSizes[node]],
  dominator: node => [analysis.dominators[node], oracle.dominatorsTree[node]],
}

const told = []
if (graph.nodeCount !== oracle.nodeCount) told.push(`DevTools has ${oracle.nodeCount} nodes`)
for (const [question, answers] of Object.entries(questions)) {
  let count = 0
  for (let node = 0; node < graph.nodeCount; node++) {
    // DevTools leaves the root's own dominator open.
    if (question === 'dominator' && node === graph.rootOrdinal) continue
    const [ours, theirs] = answers(node)
    if (ours === theirs) continue
    if (++count <= 3)
      told.push(`${question} of ${graph.type(node)} ${graph.name(node, 80)}: ${ours}, DevTools ${theirs}`)
  }
  if (count > 3) told.push(`${question}: ${count} differences`)
}
console.log(`${graph.nodeCount} nodes, ${told.length === 0 ? 'the same on every node' : told.join('\n    ')}`)
process.exitCode = told.length === 0 ? 0 : 1
