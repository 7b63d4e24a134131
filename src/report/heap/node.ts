// What is one heap node called? By its constructor or function. The content of strings is never shown.
import type { NodeName } from '../../heap/index.ts'
import { cleanLine } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'
import { words } from '../words/words.ts'

const textTypes = ['string', 'concatenated string', 'sliced string']

/** The name of a node, or `(string)`: the name of a string node is its content, which may be secret. */
export function nameWithoutContent({ type, name }: Pick<NodeName, 'type' | 'name'>): string {
  return textTypes.includes(type) ? '(string)' : name
}

/** `Map`, `save()`, `(string)`, `(scope)`, `(array)`. */
export function describeNode(node: Pick<NodeName, 'type' | 'name'>, style: Pick<Style, 'unicode'>): string {
  const given = nameWithoutContent(node)
  if (node.type === 'closure') return `${cleanLine(given, style)}()`
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
