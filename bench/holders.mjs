// Is the true holder named, each time? Inspects the fixtures whose first lines say what holds the leak, and every leaking variant of the
// catalog without its watching: there the path to the holder has to be the one that is found with it.
//   node bench/holders.mjs [--runs N] [--busy N] [--only word] [--no-catalog] [--in-turns] [--runtime path ...]
// With --in-turns, each fixture runs on one of the runtimes only, in turns.
// Exit code 1 when a holder is missing.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { listBuiltin, loadBuiltin } from '../dist/src/catalog/builtin.js'
import { inSegments } from '../dist/src/judgement/plan-inspection.js'
import { mapConcurrently } from '../dist/src/run/map-concurrently.js'
import { planTrials } from '../dist/src/run/plan-trials.js'
import { findPaths, plan, toTrial } from './holders/find-paths.mjs'
import { findRuntimes, printTable } from './support.mjs'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    busy: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    'no-catalog': { type: 'boolean', default: false },
    'in-turns': { type: 'boolean', default: false },
    runtime: { type: 'string', multiple: true, default: [] },
  },
})
const folder = fileURLToPath(new URL('../test/fixtures/holders/', import.meta.url))
const unwatchedFolder = mkdtempSync(join(tmpdir(), 'leaklab-holders-'))
/** A watched object shows its holder in one snapshot. */
const once = [200]
/** Of these variants, 4,200 iterations take too long, or more memory than a trial has. */
const few = inSegments(800)
const heavy = ['async/async-iterator', 'code/vm-context']

/** What the first lines of a fixture expect. */
function readExpectations(file) {
  const lines = readFileSync(file, 'utf8').split('\n')
  const after = begin => lines.filter(line => line.startsWith(begin)).map(line => line.slice(begin.length))
  return {
    paths: after('// holder: '),
    cause: after('// cause: ')[0],
    thread: after('// thread: ')[0],
    /** The newest Node on which the fixture can run. */
    until: Number(after('// until Node ')[0] ?? Number.POSITIVE_INFINITY),
  }
}

/** @param runtimes all of them, each of which runs some of the fixtures if they run in turns */
function listFixtures(runtime, runtimes) {
  const canRun = ({ until }, { version }) => until >= Number.parseInt(version.replace(/^v/, ''), 10)
  return readdirSync(folder)
    .filter(name => name.endsWith('.mjs'))
    .map(name => ({ name: basename(name, '.mjs'), file: join(folder, name) }))
    .map(fixture => ({ ...fixture, expected: readExpectations(fixture.file) }))
    .filter(({ expected }, at) => {
      const able = runtimes.filter(one => canRun(expected, one))
      return values['in-turns'] ? able[at % able.length] === runtime : able.includes(runtime)
    })
    .map(({ name, file, expected }) => ({
      name,
      async run() {
        const { holders, problem } = await findPaths(toTrial(file, runtime), undefined, expected.thread)
        const found = holders.flatMap(({ path, others }) => [path, ...others])
        const missing = expected.paths.filter(path => !found.some(each => each.includes(path)))
        const cause = holders[0]?.cause
        if (expected.cause !== undefined && cause !== expected.cause)
          missing.push(`cause ${expected.cause}, found ${cause || 'none'}`)
        return { missing: problem === '' ? missing : [problem], found, share: sumOfShares(holders) }
      },
    }))
}

function sumOfShares(holders) {
  return Math.min(
    1,
    holders.reduce((sum, { share }) => sum + share, 0),
  )
}

/** The leaking variants of the catalog: each with a copy of its file in which `lab.watch` does nothing. */
async function listCatalog(runtime) {
  const contents = []
  const found = { watched: [], unwatched: [] }
  for (const file of listBuiltin()) {
    const built = new URL(`../dist/scenarios/${file.id}.js`, import.meta.url)
    const unwatched = join(unwatchedFolder, `${file.id.replaceAll('/', '-')}.mjs`)
    writeFileSync(unwatched, unwatchedModule(built.href))
    const rest = { builtin: true, folder: undefined, exported: undefined }
    found.watched.push({ file: { ...file, file: fileURLToPath(built) }, ...rest })
    found.unwatched.push({ file: { ...file, file: unwatched }, ...rest })
    contents.push([{ name: 'default', outline: (await loadBuiltin(file)).outline }])
  }
  const plans = kind => planTrials(found[kind], contents, { plan, runtimes: [runtime] }).trials
  const unwatched = plans('unwatched')
  return plans('watched').flatMap((trial, at) => {
    const { claim, scenario, variant } = trial.subject
    if (claim !== 'leaks') return []
    const name = `${scenario}: ${variant}`
    const segments = heavy.includes(scenario) ? few : undefined
    /** The same in every run, so that many runs cost half as much. */
    let watching
    return [
      {
        name,
        async run() {
          watching ??= findPaths(trial, once)
          const watched = await watching
          const { holders, problem } = await findPaths(unwatched[at], segments)
          const found = holders.flatMap(({ path, others }) => [path, ...others])
          // What is not watched has no path of its own: then the one of what grows is there, and that it is.
          // And what a module of the scenario keeps is held by more than the object that is watched.
          const expected = watched.groups.slice(0, 1).filter(path => !/^root: |^a module/.test(path))
          const missing = expected.filter(path => !found.some(each => agrees(each, path)))
          if (found.length === 0) missing.push('any holder')
          return { missing: problem === '' ? missing : [problem], found, share: sumOfShares(holders) }
        },
      },
    ]
  })
}

/** Does one of two paths lead on from the other? A list or a chain may be shown up to another of its links. */
function agrees(one, other) {
  const [short, long] = [one, other]
    .map(path => path.replaceAll(/, #? ?(these \d steps )?# times/g, ''))
    .sort((a, b) => a.length - b.length)
  return long.startsWith(short)
}

function unwatchedModule(url) {
  return `import original from ${JSON.stringify(url)}
const unwatch = variants =>
  variants && Object.fromEntries(Object.entries(variants).map(([name, setUp]) =>
    [name, lab => setUp({ ...lab, watch: object => object })]))
export default {
  ...original,
  leaks: unwatch(original.leaks),
  plateaus: unwatch(original.plateaus),
  collects: unwatch(original.collects),
}
`
}

const busy = Array.from({ length: Number(values.busy) }, () => new Worker('for (;;) {}', { eval: true }))
const wrong = []
let inspections = 0
const shares = []
try {
  const runtimes = await findRuntimes(values.runtime)
  for (const runtime of runtimes) {
    const cases = [
      ...listFixtures(runtime, runtimes),
      ...(values['no-catalog'] ? [] : await listCatalog(runtime)),
    ]
    const chosen = cases.filter(({ name }) => name.includes(values.only))
    const runs = chosen.flatMap(each => Array.from({ length: Number(values.runs) }, () => each))
    await mapConcurrently(runs, Number(values.jobs), async ({ name, run }) => {
      const { missing, found, share } = await run()
      inspections++
      shares.push(share)
      for (const path of missing) wrong.push([`Node ${runtime.version}`, name, path])
      if (missing.length > 0) console.log(`${name}, found:\n${found.map(path => `  ${path}`).join('\n')}`)
      if (share < 0.9 && missing.length === 0)
        console.log(
          `${name}: ${Math.round(share * 100)} % of the growth is explained (Node ${runtime.version})`,
        )
    })
  }
} finally {
  for (const worker of busy) await worker.terminate()
  rmSync(unwatchedFolder, { recursive: true, force: true })
}
if (wrong.length > 0) printTable(['runtime', 'case', 'missing'], wrong)
const explained = shares.filter(share => share >= 0.9).length
console.log(`holders missing: ${wrong.length} in ${inspections} inspections`)
console.log(`at least 90 % of the growth explained: ${explained} of ${inspections}`)
process.exitCode = wrong.length > 0 || inspections === 0 ? 1 : 0
