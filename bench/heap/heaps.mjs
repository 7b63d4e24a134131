// Functions that fill a heap before its snapshot is taken. Each makes `count` items and returns what must stay alive.

const list = count => {
  let head
  for (let at = 0; at < count; at++) head = { next: head, at }
  return head
}

const wide = count => {
  const map = new Map()
  for (let at = 0; at < count; at++) map.set(`key ${at}`, at + 0.5)
  return map
}

/** A list whose last element references as many objects, all of them referenced elsewhere too: dominators are far away. */
const tailed = count => {
  const tail = { next: undefined, shared: Array.from({ length: count >> 1 }, (_, at) => ({ at })) }
  let head = tail
  for (let at = 0; at < count >> 1; at++) head = { next: head, at }
  return [head, [...tail.shared]]
}

const map = count => {
  class Item {
    constructor(at) {
      this.name = `item ${at}`
      this.tags = [at]
    }
  }
  const items = new Map()
  for (let at = 0; at < count; at++) items.set(at, new Item(at))
  return items
}

const ephemerons = count => {
  const [keys, values] = [[], new WeakMap()]
  for (let at = 0; at < count; at++) {
    keys.push({ at })
    values.set(keys[at], { value: at })
  }
  return [keys, values]
}

/** Functions that share scopes with others, and functions with scopes of their own. */
const closures = count =>
  Array.from({ length: count }, (_, at) => {
    const [mine, shared] = [{ at }, { at }]
    return [() => mine, () => [mine, shared], { shared }]
  })

/** Syntax trees as in a compiler: many small objects of a few classes, with parents, ranges and names. */
const trees = count => {
  const kinds = [
    'Block',
    'Call',
    'Binary',
    'Member',
    'Literal',
    'Identifier',
    'Arrow',
    'Return',
    'Variable',
    'If',
  ]
  const classes = kinds.map(kind => ({ [kind]: class {} })[kind])
  let seed = 1
  const random = below => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return (seed >>> 8) % below
  }
  const files = []
  for (let made = 0; made < count; ) {
    const file = { path: `src/module-${files.length}.ts`, statements: [], symbols: new Map() }
    const open = [file]
    for (let at = 0; at < 2000; at++, made++) {
      const node = new classes[random(classes.length)]()
      const parent = open[random(open.length)]
      node.parent = parent
      node.start = at * 7 + 0.5
      node.flags = random(64)
      if (at % 3 === 0) {
        node.statements = []
        open.push(node)
      }
      if (at % 5 === 0) {
        node.name = `name${made}`
        file.symbols.set(node.name, node)
      }
      parent.statements.push(node)
    }
    files.push(file)
  }
  return files
}

/** The packages that this project's tools load; `typescript` is the largest. */
const tools = (_count, peers) =>
  Promise.all(
    [
      'vitest/node',
      'knip',
      'vite',
      'publint',
      'fast-check',
      'assemblyscript/asc',
      'heap-snapshot-toolkit',
      'ajv',
      'yaml',
      `${peers}/typescript/lib/typescript.js`,
      `${peers}/@memlab/core/dist/index.js`,
    ].map(name => import(name)),
  )

/** name → the function that fills the heap, and the default count */
export const HEAPS = {
  bare: { fill: () => undefined, count: 0 },
  tools: { fill: tools, count: 0 },
  list: { fill: list, count: 1_000_000 },
  wide: { fill: wide, count: 1_000_000 },
  tailed: { fill: tailed, count: 1_000_000 },
  map: { fill: map, count: 1_000_000 },
  ephemerons: { fill: ephemerons, count: 400_000 },
  closures: { fill: closures, count: 200_000 },
  trees: { fill: trees, count: 1_300_000 },
  gigabyte: { fill: trees, count: 4_400_000 },
}
