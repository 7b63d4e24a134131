// The task of one measured process: tasks.mjs <task> <file> <folder of peers>
import { createReadStream, openSync, readSync } from 'node:fs'

const ENGINE = new URL('../../dist/src/heap/index.js', import.meta.url)
const [task, file, peers] = process.argv.slice(2)

const TASKS = {
  // Lower bounds
  start: async () => {},
  read: async () => readChunks(() => {}),
  scan: async () => {
    let commas = 0
    readChunks((bytes, length) => {
      commas += countCommas(bytes, length)
    })
    return commas
  },

  // leaklab
  load: async () => import(ENGINE),
  parse: async () => (await import(ENGINE)).readSnapshot(file),
  paths: async () => {
    const { computeShortestPaths, readSnapshot } = await import(ENGINE)
    return computeShortestPaths(await readSnapshot(file))
  },
  weighted: async () => {
    const { computeWeightedPaths, readSnapshot } = await import(ENGINE)
    return computeWeightedPaths(await readSnapshot(file))
  },
  full: async () => {
    const { analyzeSnapshot } = await import(ENGINE)
    return analyzeSnapshot(file)
  },

  // Peers
  'memlab paths': async () => {
    const { finder, heap } = await readWithMemlab()
    finder.annotateShortestPaths(heap)
    return heap
  },
  memlab: async () => {
    const { finder, heap } = await readWithMemlab()
    finder.annotateShortestPaths(heap)
    finder.calculateAllNodesRetainedSizes(heap)
    return heap
  },
  DevTools: async () => {
    const { DevToolsAPI } = await import('heap-snapshot-toolkit')
    const { Worker } = await import('node:worker_threads')
    const loader = new DevToolsAPI.HeapSnapshotLoader.HeapSnapshotLoader()
    for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      loader.write(piece)
    }
    loader.close()
    await loader.parsingComplete
    // As in the browser, a second worker computes the retainers and the dominators.
    const { port1, port2 } = new MessageChannel()
    const toolkit = JSON.stringify(import.meta.resolve('heap-snapshot-toolkit'))
    const second = new Worker(
      `const { workerData } = require('node:worker_threads')
      import(${toolkit}).then(({ DevToolsAPI }) => new DevToolsAPI.SecondaryInitManager(workerData))`,
      { eval: true, workerData: port2, transferList: [port2] },
    )
    const snapshot = await loader.buildSnapshot(port1)
    port1.close()
    await second.terminate()
    return snapshot
  },
}

function readChunks(use) {
  const buffer = new Uint8Array(256 * 1024)
  const handle = openSync(file, 'r')
  for (let length = readSync(handle, buffer); length > 0; length = readSync(handle, buffer)) {
    use(buffer, length)
  }
}

function countCommas(bytes, length) {
  let commas = 0
  for (let at = 0; at < length; at++) if (bytes[at] === 44) commas++
  return commas
}

async function readWithMemlab() {
  const { default: memlab } = await import(`${peers}/@memlab/core/dist/index.js`)
  memlab.config.muteConsole = true
  const heap = await memlab.utils.getSnapshotFromFile(file, { buildNodeIdIndex: true, verbose: false })
  return { finder: new memlab.TraceFinder(), heap }
}

const started = performance.now()
globalThis.kept = await TASKS[task]()
const own = (performance.now() - started) / 1000
const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
const result = { own, cpu: (systemCPUTime + userCPUTime) / 1e6, megabytes: Math.round(maxRSS / 1024) }
// The caller reads the last line: a peer may print lines of its own before.
console.log('\n' + JSON.stringify(result))
