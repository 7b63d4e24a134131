// Does what `leaklab heap` says first make sense in real programs? Servers, builds and tests write their heap snapshots into the cache
// folder, and this prints what is said of each, for a person to read.
//   node bench/snapshots.mjs [--only name] [--runtime path] [--again] [--why N]
// `--again` runs the programs although their snapshots are there; `--why` prints the paths to the N objects that retain most. Packages are
// installed into the cache folder. Exit code 1 when a name of the engine stands where the language has one.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { installInto, cache as root } from '../.ci/cache.mjs'
import { findRuntimes } from './support.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runtime: { type: 'string' },
    again: { type: 'boolean', default: false },
    why: { type: 'string', default: '0' },
  },
})

/** What runs, and the packages that it needs. `main` is loaded in place of the program of that name. */
const corpus = [
  { name: 'http' },
  { name: 'cached' },
  { name: 'express', packages: ['express@5.1.0', 'express-session@1.18.2'] },
  { name: 'fastify', packages: ['fastify@5.6.1'] },
  { name: 'sockets', packages: ['socket.io@4.8.1', 'socket.io-client@4.8.1'] },
  { name: 'worker' },
  { name: 'node-test' },
  { name: 'vitest', packages: ['vitest@3.2.4'] },
  { name: 'esbuild', packages: ['esbuild-wasm@0.25.12', 'tinyglobby@0.2.15'] },
  { name: 'typescript', packages: ['typescript@5.9.3', 'tinyglobby@0.2.15'] },
  { name: 'webpack', packages: ['webpack@5.102.1', 'lodash-es@4.17.21'] },
  { name: 'rollup', packages: ['rollup@4.52.5', 'lodash-es@4.17.21'] },
  { name: 'eslint', packages: ['eslint@9.38.0', '@eslint/js@9.38.0', 'tinyglobby@0.2.15'] },
  { name: 'jsdom', packages: ['jsdom@26.1.0'] },
  {
    name: 'npm-ls',
    packages: ['npm@10.9.4'],
    main: ['--import', './at-exit.mjs', 'node_modules/npm/bin/npm-cli.js', 'ls', '--all', '--prefix'],
  },
]

/** Names that V8 gives to what has another name in JavaScript. Node's own native classes are named `Node / …`. */
const engineNames =
  /\(GC roots\)|\(Global handles\)|system \/|PropertyCell|IdentityMap|native_context|\bfeedback|JSArrayBufferData|\(object elements\)|part of key/

const project = fileURLToPath(new URL('..', import.meta.url))
const programs = fileURLToPath(new URL('snapshots', import.meta.url))
const leaklab = join(project, 'bin/leaklab.js')
const [runtime] = await findRuntimes(values.runtime === undefined ? [] : [values.runtime])

for (const one of corpus) {
  if (values.only !== undefined && one.name !== values.only) continue
  const folder = join(root, 'snapshots', one.name)
  const file = join(folder, `${runtime.version}.heapsnapshot`)
  prepare(one, folder)
  if (values.again || !existsSync(file)) run(one, folder, file)
  console.log(
    `\n######## ${one.name}, Node ${runtime.version}, ${Math.round(statSync(file).size / 1e6)} MB\n`,
  )
  const said = ask(file)
  console.log(said)
  const names = said.split('\n').filter(line => engineNames.test(line))
  for (const line of names) console.log(`  a name of the engine: ${line.trim()}`)
  if (names.length > 0) process.exitCode = 1
}

function prepare({ packages = [] }, folder) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(programs)) copyFileSync(join(programs, name), join(folder, name))
  const isThere = packages.every(one =>
    existsSync(join(folder, 'node_modules', one.slice(0, one.lastIndexOf('@')))),
  )
  if (!isThere) installInto(folder, packages, ['--ignore-scripts'])
}

function run({ main, name }, folder, file) {
  const command = main === undefined ? [`${name}.mjs`] : [...main, project]
  const { signal, status, stderr } = spawnSync(runtime.path, command, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, NODE_ENV: '', PROJECT: project, SNAPSHOT: file },
  })
  if (!existsSync(file)) throw new Error(`${name} wrote no snapshot (${signal ?? status}):\n${stderr}`)
}

/** What `leaklab heap` says of a snapshot, and why its largest objects are kept. */
function ask(file) {
  const said = heap(file)
  const paths = findIds(file)
    .slice(0, Number(values.why))
    .map(id =>
      heap(file, '--id', String(id), '--why')
        .split(/\n(?=Why )/)
        .at(-1),
    )
  return [said, ...paths].join('\n')
}

function findIds(file) {
  return JSON.parse(heap(file, '--json')).dominators.map(({ id }) => id)
}

function heap(file, ...options) {
  const { stderr, stdout } = spawnSync(process.execPath, [leaklab, 'heap', '--report', file, ...options], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (stdout === '') throw new Error(stderr)
  return stdout
}
