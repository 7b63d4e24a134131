import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { isEngineName, isScopeName } from './scopes.ts'

/** Nodes by class: the constructor for objects, one class for all functions, `(string)` and the like for the rest. */
export interface Classes {
  /** class → name */
  names: string[]
  /** class → whether it is of the engine's own: no program names it, and none can let go of it */
  ofEngine: boolean[]
  /** n classes */
  ofNode: Uint32Array
}

/**
 * Rule: DevTools `calculateObjectNames`, without its split by the constructor's location and without the interfaces
 * that it infers for plain objects. All scopes are one class. O(n), decodes each constructor's name once.
 */
export function classifyNodes(graph: HeapGraph): Classes {
  const { nodeCount, nodeNames, nodeTypes } = graph
  const names: string[] = []
  const ofEngine: boolean[] = []
  const classes = new Map<string, number>()
  const classOf = (given: string): number => {
    const name = isScopeName(given) ? 'system / Context' : given
    let known = classes.get(name)
    if (known === undefined) {
      known = names.push(name) - 1
      ofEngine.push(isOfEngine(name))
      classes.set(name, known)
    }
    return known
  }
  const fixed = graph.nodeTypeNames.map(type => FIXED[type] ?? `(${type})`)
  const byName = graph.nodeTypeNames.map(type => type === 'object' || type === 'native')
  const ofString = allocate(Uint32Array, graph.strings.count)
  const ofNode = allocate(Uint32Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!
    if (!byName[type]) ofNode[node] = classOf(fixed[type]!)
    else if (graph.detachedness?.[node] === 2) ofNode[node] = classOf(withoutAttributes(graph.name(node)))
    else {
      const name = nodeNames[node]!
      if (ofString[name] === 0) ofString[name] = classOf(withoutAttributes(graph.name(node))) + 1
      ofNode[node] = ofString[name]! - 1
    }
  }
  return { names, ofEngine, ofNode }
}

const FIXED: Record<string, string> = {
  hidden: '(system)',
  code: '(compiled code)',
  closure: 'Function',
  regexp: 'RegExp',
}

/** What a program makes and only the engine names: the bytes of its buffers and of its strings. */
const OF_PROGRAM = ['system / JSArrayBufferData', 'system / ExternalStringData']
const OF_ENGINE = ['(system)', '(compiled code)', '(object shape)', '(synthetic)']

/** Node's own native memory has new ids in each snapshot, and is no news either. */
function isOfEngine(className: string): boolean {
  if (OF_ENGINE.includes(className) || /^(Detached )?Node \/ /.test(className)) return true
  return isEngineName(className) && !OF_PROGRAM.includes(className)
}

/** `<div id="a">` is a `<div>`. */
function withoutAttributes(name: string): string {
  return name.replace(/^((?:Detached )?<[^ ]*) .*$/s, '$1>')
}
