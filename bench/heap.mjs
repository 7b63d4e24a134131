// How fast and how lean is the heap engine, beside the floors (reading the file, a plain byte scan in JavaScript) and
// beside DevTools' own code? And do both say the same of every node?
//
//   npm run bench:heap                     bare, list, wide, map, trees (some 300 MB), each in processes of their own
//   npm run bench:heap -- --large          and a gigabyte of trees
//   npm run bench:heap -- --compare        with heap-snapshot-toolkit (DevTools' code), fetched into the user's cache
//   npm run bench:heap -- --only bare,list
//   npm run bench:heap -- --compare a.heapsnapshot b.heapsnapshot      files that are there already
//
// Whole processes are measured, start to exit, one after the other; what counts are the ratios.

import { spawnSync } from 'node:child_process'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const ENGINE = new URL('../dist/src/heap/index.js', import.meta.url)
const SELF = fileURLToPath(import.meta.url)
const ORACLE_FOLDER = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'heap-oracle')
const ORACLE = 'heap-snapshot-toolkit'

/** What fills the heap before the snapshot is taken. Each returns what must stay alive. */
const HEAPS = {
  bare: () => undefined,
  list: () => {
    let head
    for (let at = 0; at < 1_000_000; at++) head = { next: head, at }
    return head
  },
  wide: () => {
    const map = new Map()
    for (let at = 0; at < 1_000_000; at++) map.set(`key ${at}`, at + 0.5)
    return map
  },
  map: () => {
    class Item {
      constructor(at) {
        this.name = `item ${at}`
        this.tags = [at]
      }
    }
    const map = new Map()
    for (let at = 0; at < 1_000_000; at++) map.set(at, new Item(at))
    return map
  },
  ephemerons: () => {
    const [keys, values] = [[], new WeakMap()]
    for (let at = 0; at < 400_000; at++) {
      keys.push({ at })
      values.set(keys[at], { value: at })
    }
    return [keys, values]
  },
  trees: () => growTrees(1_300_000),
  gigabyte: () => growTrees(4_400_000),
}
const USUAL = ['bare', 'list', 'wide', 'map', 'ephemerons', 'trees']

/** Syntax trees as a compiler keeps them: many small objects of some classes, with parents, ranges and names. */
function growTrees(count) {
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

/** What one measured process does with a file. */
const TASKS = {
  start: async () => {},
  read: async file => {
    const buffer = new Uint8Array(256 * 1024)
    const handle = openSync(file, 'r')
    while (readSync(handle, buffer) > 0);
  },
  scan: async file => {
    const buffer = new Uint8Array(256 * 1024)
    const handle = openSync(file, 'r')
    let commas = 0
    for (let length = readSync(handle, buffer); length > 0; length = readSync(handle, buffer)) {
      commas += countCommas(buffer, length)
    }
    return commas
  },
  parse: async file => (await import(ENGINE)).readSnapshot(file),
  paths: async file => {
    const { computeDistances, readSnapshot } = await import(ENGINE)
    return computeDistances(await readSnapshot(file))
  },
  weighed: async file => {
    const { computeWeighedPaths, readSnapshot } = await import(ENGINE)
    return computeWeighedPaths(await readSnapshot(file))
  },
  full: async file => {
    const { analyseHeap, readSnapshot } = await import(ENGINE)
    return analyseHeap(await readSnapshot(file))
  },
  oracle: async file => readWithOracle(file),
}

function countCommas(bytes, length) {
  let commas = 0
  for (let at = 0; at < length; at++) if (bytes[at] === 44) commas++
  return commas
}

async function readWithOracle(file) {
  const { parse } = await import(pathToFileURL(join(ORACLE_FOLDER, 'node_modules', ORACLE, 'index.js')))
  return parse(createReadStream(file, 'utf-8'))
}

/** Compare what both say of every node; prints differences, which make the exit code 1. */
async function compare(file) {
  const { analyseHeap, readSnapshot } = await import(ENGINE)
  const analysis = analyseHeap(await readSnapshot(file))
  const { graph } = analysis
  const oracle = await readWithOracle(file)
  const oracleSize = node => oracle.nodes.getValue(node * oracle.nodeFieldCount + oracle.nodeSelfSizeOffset)
  const questions = {
    distance: node => [analysis.distances[node], oracle.nodeDistances[node]],
    'self size': node => [analysis.shallowSizes[node], oracleSize(node)],
    'retained size': node => [analysis.retainedSizes[node], oracle.retainedSizes[node]],
    dominator: node => [analysis.dominators[node], oracle.dominatorsTree[node]],
  }
  let differences = graph.nodeCount === oracle.nodeCount ? 0 : 1
  console.log(`  ${graph.nodeCount} nodes, DevTools ${oracle.nodeCount}`)
  for (const [question, answers] of Object.entries(questions)) {
    let count = 0
    for (let node = 0; node < graph.nodeCount; node++) {
      // DevTools leaves the root's own dominator open.
      if (question === 'dominator' && node === graph.rootOrdinal) continue
      const [ours, theirs] = answers(node)
      if (ours === theirs) continue
      if (++count <= 3)
        console.log(`  ${question} of ${graph.type(node)} ${graph.name(node)}: ${ours}, DevTools ${theirs}`)
    }
    console.log(`  ${question}: ${count === 0 ? 'the same on every node' : `${count} differences`}`)
    differences += count
  }
  process.exitCode = differences === 0 ? 0 : 1
}

function run(...args) {
  const started = performance.now()
  const child = spawnSync(process.execPath, ['--max-old-space-size=12000', SELF, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const seconds = (performance.now() - started) / 1000
  if (child.status !== 0) throw new Error(`${args.join(' ')} ended with ${child.status ?? child.signal}`)
  return { seconds, ...JSON.parse(child.stdout.trim() || '{}') }
}

function fetchOracle() {
  if (existsSync(join(ORACLE_FOLDER, 'node_modules', ORACLE))) return
  console.log(`Fetching ${ORACLE} into ${ORACLE_FOLDER} …`)
  mkdirSync(ORACLE_FOLDER, { recursive: true })
  const args = [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefix',
    ORACLE_FOLDER,
    ORACLE,
  ]
  if (spawnSync('npm', args, { stdio: 'inherit' }).status !== 0)
    throw new Error(`${ORACLE} could not be fetched`)
}

function measure(label, file, withOracle, runs) {
  const bytes = statSync(file).size
  console.log(`\n${label}: ${(bytes / 1e6).toFixed(0)} MB`)
  const tasks = Object.keys(TASKS).filter(task => task !== 'oracle' || withOracle)
  const results = Object.fromEntries(
    tasks.map(task => [task, best(task, file, task === 'oracle' ? 1 : runs)]),
  )
  const print = (...cells) =>
    console.log(cells.map((cell, at) => cell[at === 0 ? 'padEnd' : 'padStart'](11)).join(''))
  print('', 'seconds', 'CPU s', 'peak MB', '÷ scan', ...(withOracle ? ['DevTools ÷', 'CPU ÷', 'MB ÷'] : []))
  for (const task of tasks) {
    const { seconds, cpu, megabytes } = results[task]
    const times = (ours, theirs) => `${(theirs / ours).toFixed(1)}×`
    const { oracle } = results
    const ratios = withOracle
      ? [times(seconds, oracle.seconds), times(cpu, oracle.cpu), times(megabytes, oracle.megabytes)]
      : []
    const scans = `${(seconds / results.scan.seconds).toFixed(2)}×`
    print(task, seconds.toFixed(2), cpu.toFixed(2), String(megabytes), scans, ...ratios)
  }
}

function best(task, file, runs) {
  const results = Array.from({ length: runs }, () => run('--task', task, file))
  return results.reduce((a, b) => (a.seconds <= b.seconds ? a : b))
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      compare: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      only: { type: 'string' },
      runs: { type: 'string', default: '3' },
      task: { type: 'string' },
      make: { type: 'string' },
      differ: { type: 'boolean', default: false },
    },
  })
  if (values.task !== undefined) {
    globalThis.kept = await TASKS[values.task](positionals[0])
    const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
    console.log(
      JSON.stringify({ megabytes: Math.round(maxRSS / 1024), cpu: (systemCPUTime + userCPUTime) / 1e6 }),
    )
    return
  }
  if (values.differ) return compare(positionals[0])
  if (values.make !== undefined) {
    globalThis.kept = HEAPS[values.make]()
    const { writeHeapSnapshot } = await import('node:v8')
    writeHeapSnapshot(positionals[0])
    return
  }
  if (values.compare) fetchOracle()
  const kinds = values.only?.split(',') ?? (values.large ? [...USUAL, 'gigabyte'] : USUAL)
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-bench-'))
  try {
    for (const kind of positionals.length > 0 ? positionals : kinds) {
      const file = positionals.length > 0 ? kind : join(folder, `${kind}.heapsnapshot`)
      if (positionals.length === 0) run('--make', kind, file)
      measure(kind, file, values.compare, Number(values.runs))
      // In a process of its own: what this one has held counts for the peak of every later child.
      if (
        values.compare &&
        spawnSync(process.execPath, ['--max-old-space-size=12000', SELF, '--differ', file], {
          stdio: 'inherit',
        }).status !== 0
      ) {
        process.exitCode = 1
      }
      if (positionals.length === 0) rmSync(file)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
