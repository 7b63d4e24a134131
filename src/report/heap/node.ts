// What is one heap node called? By its constructor or function. The content of strings is never shown.
import { fileURLToPath } from 'node:url'
import type { NodeInspection, NodeName } from '../../heap/index.ts'
import { cleanLine } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'
import { words } from '../words/words.ts'

const textTypes = ['string', 'concatenated string', 'sliced string']

/** The name of a node, or `(string)`: the name of a string node is its content, which may be secret. */
export function nameWithoutContent({ type, name }: Pick<NodeName, 'type' | 'name'>): string {
  return textTypes.includes(type) ? '(string)' : name
}

/** `Map`, `save()`, `/a+/`, `(string)`, `(scope)`, `(array)`. */
export function describeNode(node: Pick<NodeName, 'type' | 'name'>, style: Pick<Style, 'unicode'>): string {
  const given = nameWithoutContent(node)
  if (node.type === 'closure')
    return given === '' ? words.heap.functionWithoutName : `${cleanLine(given, style)}()`
  if (node.type === 'regexp') return `/${cleanLine(given, style)}/`
  const name = cleanLine(words.classNames.describeClass(given), style)
  if (name !== '') return name
  return node.type === 'synthetic' ? words.heap.rootName : `(${node.type})`
}

/** `@123`. */
export function describeId({ id }: Pick<NodeName, 'id'>): string {
  return `@${id}`
}

/** `.cache`, `[3]`, `variable session`: an edge between two nodes. */
export function describeEdge(
  edgeType: string,
  edgeName: string | number,
  style: Pick<Style, 'unicode'>,
): string {
  const name = cleanLine(String(edgeName), style)
  switch (edgeType) {
    case 'property':
      return `.${name}`
    case 'element':
      return `[${name}]`
    case 'context':
      return words.heap.describeVariable(name)
    case 'shortcut':
      return /^\d+$/.test(name) ? `[${name}]` : name
    case 'ephemeron':
      return words.heap.ephemeronEdge
    case 'weak':
      return words.heap.describeWeakEdge(name)
    default:
      return `(${name})`
  }
}

/** `/app/cache.js:12:3`: where a function or a constructor is defined, in the file that ran. */
export function describePlace(
  { column, line, script, scriptId }: NonNullable<NodeInspection['location']>,
  style: Pick<Style, 'unicode'>,
): string {
  const file = script === undefined ? words.heap.describeScript(scriptId) : pathOf(script)
  return `${cleanLine(file, style)}:${line + 1}:${column + 1}`
}

/** V8 names a module's script by its URL. */
function pathOf(script: string): string {
  try {
    return script.startsWith('file:') ? fileURLToPath(script) : script
  } catch {
    return script
  }
}
