// How much time and memory does the heap engine take, compared with lower bounds (reading the file, a plain byte scan in
// JavaScript), memlab and DevTools' own code? And does DevTools compute the same for every node?
//
//   npm run bench:heap                     bare, tools, list, wide, map, ephemerons, trees (some 300 MB)
//   npm run bench:heap -- --large          and a gigabyte of trees
//   npm run bench:heap -- --only bare,list --runs 5 --no-peers
//   npm run bench:heap -- --tasks start,scan,full,memlab a.heapsnapshot
//   npm run bench:heap -- --runtime path   snapshots of another Node
//   npm run bench:heap -- --growth         nanoseconds a byte, from a sixteenth of each heap to the whole
//   npm run bench:heap -- --compare        every node, compared with DevTools' code: Node 20, 22, 24, 26 and Deno
//   npm run bench:heap -- --compare a.heapsnapshot b.heapsnapshot      existing files
//
// Whole processes are measured from start to exit, one after the other, the best of a few runs. Compare the ratios.
// On a machine that does other work too, CPU time is more reliable than wall time.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { nodeBinary, otherVersions } from '../.ci/runtimes.mjs'
import { findDeno, findPeers } from './heap/peers.mjs'

const USUAL = ['bare', 'tools', 'list', 'wide', 'tailed', 'map', 'ephemerons', 'trees']
const OWN = ['start', 'load', 'read', 'scan', 'parse', 'paths', 'weighted', 'full']
const PEERS = ['memlab paths', 'memlab', 'DevTools']

const { positionals, values } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    compare: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    only: { type: 'string' },
    peers: { type: 'boolean', default: true },
    runs: { type: 'string', default: '3' },
    runtime: { type: 'string', default: process.execPath },
    tasks: { type: 'string' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'leaklab-bench-'))
try {
  if (values.compare) compareAll()
  else if (values.growth) measureGrowth()
  else measureAll()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function measureAll() {
  const peers = findPeers()
  const kinds = values.only?.split(',') ?? (values.large ? [...USUAL, 'gigabyte'] : USUAL)
  for (const kind of positionals.length > 0 ? positionals : kinds) {
    if (positionals.length > 0) measure(kind, kind, peers)
    else withSnapshot(kind, 1, values.runtime, file => measure(kind, file, peers))
  }
}

function measure(label, file, peers) {
  console.log(`\n${basename(label)}: ${(statSync(file).size / 1e6).toFixed(0)} MB`)
  const tasks = values.tasks?.split(',') ?? (values.peers ? [...OWN, ...PEERS] : OWN)
  const results = Object.fromEntries(tasks.map(task => [task, best(task, file, peers)]))
  const ratio = (task, other) => {
    const [ours, theirs] = [results[task], results[other]]
    if (task === 'start' || !OWN.includes(task)) return ['']
    if (ours === undefined || theirs === undefined) return ['–']
    const part = Math.round((ours.megabytes / theirs.megabytes) * 100)
    return [`${times(theirs.seconds, ours.seconds)} ${times(theirs.cpu, ours.cpu)} ${part} %`]
  }
  const head = ['', 'seconds', 'own ms', 'CPU s', 'peak MB', '÷ scan: wall CPU']
  const rows = tasks.map(task => {
    const result = results[task]
    if (result === undefined) return [task, 'failed']
    const { cpu, megabytes, own, seconds } = result
    const scans = ['seconds', 'cpu'].map(unit => overScan(results, task, unit)).join(' ')
    const peers = values.peers ? ['memlab', 'DevTools'].flatMap(peer => ratio(task, peer)) : []
    return [task, seconds.toFixed(2), (own * 1000).toFixed(0), cpu.toFixed(2), megabytes, scans, ...peers]
  })
  // For each peer: how many times as fast we are by wall and by CPU time, and our share of its memory.
  printColumns([values.peers ? [...head, 'memlab: wall CPU MB', 'DevTools: wall CPU MB'] : head, ...rows])
}

/** A multiple of the plain byte scan, both less the start of a process; a dash if the difference is too small to measure. */
function overScan({ scan, start, ...results }, task, unit) {
  if (scan === undefined || start === undefined || task === 'start') return '–'
  const baseline = scan[unit] - start[unit]
  const ours = (results[task] ?? scan)[unit] - start[unit]
  return baseline > 0.02 && ours > 0 ? times(ours, baseline) : '–'
}

/** Is the time a byte the same for small and large heaps of each kind? */
function measureGrowth() {
  const peers = findPeers()
  const kinds = values.only?.split(',') ?? ['list', 'wide', 'tailed', 'map', 'ephemerons', 'trees']
  const rows = [['', 'MB', 'scan ns/B', 'parse ns/B', 'full ns/B', 'full, peak MB']]
  for (const kind of kinds) {
    const parts = values.large && kind === 'trees' ? [1 / 16, 1 / 4, 1, 3.4] : [1 / 16, 1 / 4, 1]
    for (const part of parts) {
      withSnapshot(kind, part, values.runtime, file => {
        const bytes = statSync(file).size
        const [start, scan, parse, full] = ['start', 'scan', 'parse', 'full'].map(task =>
          best(task, file, peers),
        )
        const cost = result => (((result.cpu - start.cpu) * 1e9) / bytes).toFixed(2)
        rows.push([kind, (bytes / 1e6).toFixed(0), cost(scan), cost(parse), cost(full), full.megabytes])
      })
    }
  }
  console.log('\nCPU time a byte of the file, less that of starting a process')
  printColumns(rows)
}

function compareAll() {
  const files = positionals.map(file => ({ file, label: basename(file) }))
  for (const { file, label } of files) compare(file, label)
  if (files.length > 0) return
  const runtimes = [
    [`Node ${process.versions.node.split('.')[0]}`, process.execPath],
    ...otherVersions.map(version => [`Node ${version}`, nodeBinary(version)]),
    ['Deno', findDeno()],
  ]
  for (const [name, runtime] of runtimes) {
    for (const kind of [
      'bare',
      'tools',
      'list',
      'wide',
      'tailed',
      'map',
      'ephemerons',
      'closures',
      'trees',
    ]) {
      if (name === 'Deno' && kind === 'tools') continue
      withSnapshot(kind, 1 / 16, runtime, file => compare(file, `${name}, ${kind}`))
    }
  }
}

/** In a process of its own: the peak memory of this one would count as that of every later child. */
function compare(file, label) {
  const child = spawnSync(process.execPath, ['--max-old-space-size=12000', script('compare'), file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  console.log(`${label}: ${child.stdout.trim()}`)
  if (child.status !== 0) process.exitCode = 1
}

function withSnapshot(kind, part, runtime, use) {
  const file = join(folder, `${kind}.heapsnapshot`)
  const isDeno = /^deno/.test(basename(runtime))
  const flags = isDeno
    ? ['run', '-A', '--v8-flags=--max-old-space-size=12000']
    : ['--max-old-space-size=12000']
  const args = [...flags, script('make'), kind, String(part), file, findPeers()]
  const { megabytes, seconds } = run(runtime, args)
  if (!values.compare) console.log(`\n${kind}: written in ${seconds.toFixed(2)} s, peak ${megabytes} MB`)
  use(file)
  rmSync(file)
}

/** The fastest of a few runs, or undefined if one ends with an error. */
function best(task, file, peers) {
  const runs = PEERS.includes(task) ? 1 : Number(values.runs)
  try {
    const results = Array.from({ length: runs }, () =>
      run(process.execPath, [script('tasks'), task, file, peers]),
    )
    // A gigabyte takes minutes, so each result is printed at once, to stderr.
    process.stderr.write(
      `  ${task} ${results.map(({ cpu, wall }) => `${wall.toFixed(2)}/${cpu.toFixed(2)} s`)}\n`,
    )
    const least = part => Math.min(...results.map(result => result[part]))
    return { own: least('own'), cpu: least('cpu'), seconds: least('wall'), megabytes: least('megabytes') }
  } catch (error) {
    console.log(`${task}: ${error.message}`)
    return undefined
  }
}

function run(runtime, args) {
  const started = performance.now()
  const child = spawnSync(runtime, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const wall = (performance.now() - started) / 1000
  if (child.status !== 0) {
    throw new Error(`ended with ${child.status ?? child.signal}: ${child.stderr?.trim().slice(-300)}`)
  }
  return { wall, ...JSON.parse(child.stdout.trim().split('\n').at(-1)) }
}

function script(name) {
  return fileURLToPath(new URL(`heap/${name}.mjs`, import.meta.url))
}

function times(theirs, ours) {
  return `${(theirs / ours).toFixed(theirs / ours < 3 ? 2 : 1)}×`
}

function printColumns(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map(row => String(row[at] ?? '').length)))
  for (const row of rows) {
    const cells = row.map((cell, at) => String(cell)[at === 0 ? 'padEnd' : 'padStart'](widths[at]))
    console.log(cells.join('  ').trimEnd())
  }
}
