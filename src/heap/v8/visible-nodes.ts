// Which nodes does a program know by a name: objects, functions and their scopes?
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { isEngineName } from './scopes.ts'

/** Tells what a program knows by a name: objects, functions, their scopes. */
export function createVisibleTest(graph: HeapGraph): (node: number) => boolean {
  const { nodeNames, nodeTypes } = graph
  const types = new Uint8Array(256)
  for (const type of ['object', 'closure', 'regexp', 'native']) types[graph.typeCode(type)] = 1
  // By string: 0 not asked yet, 1 the engine's, 2 the program's.
  const ofString = allocate(Uint8Array, graph.strings.count)
  return node => {
    if (types[nodeTypes[node]!] === 0) return false
    const name = nodeNames[node]!
    if (ofString[name] === 0) ofString[name] = isEngineName(graph.strings.text(name, 40)) ? 1 : 2
    return ofString[name] === 2
  }
}
