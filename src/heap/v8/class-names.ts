// Which class does a node belong to, and is that class the engine's own or the program's?
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { PROXY_NAME } from './proxies.ts'
import { isEngineName, isScopeName } from './scopes.ts'

/**
 * The class of each node: for an object its constructor, for every function `Function`, for other nodes the type, such as
 * `(string)`.
 */
export interface Classes {
  /** class → name */
  names: string[]
  /** class → whether it is the engine's own: a program can neither name such a node nor release it */
  isOfEngine: boolean[]
  /** n classes, by ordinal: indexes into `names` */
  ofNode: Uint32Array
}

/**
 * The rule is that of DevTools (`calculateObjectNames`), with three differences: DevTools also splits a class by the location of its
 * constructor, and plain objects by the interfaces that it infers, and counts proxies as nodes of the engine. All scopes are one class.
 * O(n); decodes each name once.
 */
export function classifyNodes(graph: HeapGraph): Classes {
  let classes = classesOf.get(graph)
  if (classes === undefined) {
    classes = classify(graph)
    classesOf.set(graph, classes)
  }
  return classes
}

/** Computed once for a graph. */
const classesOf = new WeakMap<HeapGraph, Classes>()

function classify(graph: HeapGraph): Classes {
  const { nodeCount, nodeNames, nodeTypes } = graph
  const names: string[] = []
  const isOfEngine: boolean[] = []
  const classes = new Map<string, number>()
  const classOf = (className: string): number => {
    const name = isScopeName(className) ? 'system / Context' : className
    let known = classes.get(name)
    if (known === undefined) {
      known = names.push(name) - 1
      isOfEngine.push(isEngineClass(name))
      classes.set(name, known)
    }
    return known
  }
  const nameOfType = graph.nodeTypeNames.map(type => CLASS_OF_TYPE.get(type) ?? `(${type})`)
  const isByName = graph.nodeTypeNames.map(type => type === 'object' || type === 'native')
  // string index → class + 1, or 0 before the name was decoded
  const ofString = allocate(Uint32Array, graph.strings.count)
  const ofNode = allocate(Uint32Array, nodeCount)
  const proxy = graph.strings.find(PROXY_NAME)
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!
    if (nodeNames[node] === proxy) ofNode[node] = classOf(PROXY_NAME)
    else if (!isByName[type]) ofNode[node] = classOf(nameOfType[type]!)
    else if (graph.detachedness?.[node] === 2) ofNode[node] = classOf(withoutAttributes(graph.name(node)))
    else {
      const name = nodeNames[node]!
      if (ofString[name] === 0) ofString[name] = classOf(withoutAttributes(graph.name(node))) + 1
      ofNode[node] = ofString[name]! - 1
    }
  }
  return { names, isOfEngine, ofNode }
}

/** A map, as the names of types come from the file: an object has a `constructor` too. */
const CLASS_OF_TYPE = new Map([
  ['hidden', '(system)'],
  ['code', '(compiled code)'],
  ['closure', 'Function'],
  ['regexp', 'RegExp'],
])

/** Named by the engine, but made by the program: the bytes of its buffers and strings, and its proxies. */
const OF_PROGRAM = ['system / JSArrayBufferData', 'system / ExternalStringData', PROXY_NAME]
const OF_ENGINE = ['(system)', '(compiled code)', '(object shape)', '(synthetic)']

/** Node's own native memory (`Node / …`) counts as the engine's: it has new ids in each snapshot, and would look new. */
function isEngineClass(className: string): boolean {
  if (OF_ENGINE.includes(className) || /^(Detached )?Node \/ /.test(className)) return true
  return isEngineName(className) && !OF_PROGRAM.includes(className)
}

/** `<div id="a">` → `<div>` */
function withoutAttributes(name: string): string {
  return name.replace(/^((?:Detached )?<[^ ]*) .*$/s, '$1>')
}
