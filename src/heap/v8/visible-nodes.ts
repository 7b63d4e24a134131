// Which nodes can a reader of a report find in the program: objects, functions, scopes?
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { isEngineName } from './scopes.ts'

/** Makes a test whether a node is an object, a function, a scope or a native node, and not internal to the engine. */
export function createVisibleNodeTest(graph: HeapGraph): (node: number) => boolean {
  const { nodeNames, nodeTypes } = graph
  const isVisibleType = new Uint8Array(256)
  for (const type of ['object', 'closure', 'regexp', 'native']) isVisibleType[graph.typeCode(type)] = 1
  // by string index: 0 not tested yet, 1 the engine's, 2 the program's
  const ofString = allocate(Uint8Array, graph.strings.count)
  return node => {
    if (isVisibleType[nodeTypes[node]!] === 0) return false
    const name = nodeNames[node]!
    if (ofString[name] === 0) ofString[name] = isEngineName(graph.strings.text(name, 40)) ? 1 : 2
    return ofString[name] === 2
  }
}
