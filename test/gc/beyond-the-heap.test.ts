// Leaks that no figure of the main thread's heap shows: in worker threads, child processes, WebAssembly on Node 26, and in what is taken
// from the system.
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { createWorkerMeter } from '../../src/harness/workers.ts'
import type { Evidence } from '../../src/model/verdict.ts'
import { fixtures, leaklab, newFolder, root } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

interface Printed {
  results: { verdict: { outcome: string; evidence: Evidence[]; caveats: { code: string }[] } }[]
}

async function judge(fixture: string, options: readonly string[] = [], before = '') {
  const path = join(fixtures, `judgement/${fixture}.mjs`)
  const script = `${before}$leaklab run ${path} --no-paths --no-config --json ${options.join(' ')}`
  const { stdout, stderr } = await leaklab([], { script })
  const [result] = (JSON.parse(stdout || `{"results":[]}`) as Printed).results
  return result?.verdict ?? expect.fail(stderr)
}

test.concurrent.each([
  ['leaky/worker-heap', 'workers', '20'],
  ['leaky/worker-of-a-module', 'workers', '20'],
  ['leaky/child-heap', 'uncounted', '20'],
  ['leaky/wasm-allocator', 'uncounted', '26'],
])('%s: the series %s rises, on Node %s', async (fixture, series, major) => {
  const runtime = major === '20' ? [] : ['--runtime', nodeBinary(major)]
  const verdict = await judge(fixture, runtime)
  const { outcome, evidence } = verdict
  expect(outcome, JSON.stringify(verdict)).toBe('leaking')
  expect(evidence).toContainEqual(expect.objectContaining({ kind: 'growth', series, trend: 'rising' }))
})

test.concurrent('what grows in a worker thread is named, in a child and in the process of a test', async () => {
  const path = join(fixtures, 'judgement/leaky/worker-heap.mjs')
  const program = `
    import leaky from '${pathToFileURL(path)}'
    import { assertNoLeak } from '${pathToFileURL(join(root, 'dist/src/assert/index.js'))}'
    const cleanUps = []
    await assertNoLeak(leaky({ defer: end => cleanUps.push(end) })).catch(error => console.log(error.message))
    for (const end of cleanUps) await end()`
  const folder = newFolder({ 'own-test.mjs': program })
  const script = `$leaklab run ${path} --no-config; ${process.execPath} ${join(folder, 'own-test.mjs')}`
  const { stdout, stderr } = await leaklab([], { script })
  expect(stdout, stderr).not.toContain('not looked at')
  const paths = stdout.split('What keeps growing').slice(1)
  expect(paths, `${stdout}${stderr}`).toHaveLength(2)
  for (const path of paths) {
    expect(path.replaceAll(/\s+/g, ' ')).toContain('in a heap snapshot of a worker thread after')
    expect(path).toMatch(/a script\n\s+→ variable seen: Array/)
  }
})

test('a worker that was made before the meter is read, although it runs only later', async () => {
  const meter = createWorkerMeter(true)
  expect(await meter.read()).toBeUndefined()
  const listeners = process.listeners('worker')
  process.removeAllListeners('worker')
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
  await once(worker, 'online')
  for (const listener of listeners) process.on('worker', listener)
  const workers = await meter.read()
  meter.close()
  await worker.terminate()
  expect(workers?.heapUsed).toBeGreaterThan(1e6)
})

test.concurrent('an open file in each iteration is a leak, although hardly a byte is kept', async () => {
  const { outcome, evidence } = await judge('leaky/open-files')
  expect(outcome).toBe('leaking')
  const resource = evidence.find(({ kind }) => kind === 'resource')
  expect(resource).toMatchObject({ resource: 'descriptors', pointsTo: 'leaking' })
  expect((resource as Extract<Evidence, { kind: 'resource' }>).perStep).toBeCloseTo(1, 1)
})

test.concurrent('a pool that gives nothing back is a leak, where only 256 descriptors are allowed', async () => {
  const { outcome, evidence } = await judge('leaky/never-given-back', [], 'ulimit -n 256; ')
  expect(outcome).toBe('leaking')
  expect(evidence).toContainEqual(expect.objectContaining({ kind: 'resource', pointsTo: 'leaking' }))
})

test.concurrent.each(['clean/worker-kept', 'clean/child-kept'])('%s is not accused', async fixture => {
  const { outcome, caveats } = await judge(fixture)
  expect(outcome).toBe('collected')
  expect(caveats.map(({ code }) => code)).not.toContain('not-looked-at')
})

test.concurrent('an assertion leaves nothing open in the process of the test', async () => {
  const program = `
    import { readdirSync } from 'node:fs'
    import { assertNoLeak } from '${pathToFileURL(join(root, 'dist/src/assert/index.js'))}'
    const counts = []
    for (let i = 0; i < 3; i++) {
      await assertNoLeak(() => {})
      counts.push([readdirSync('/proc/self/fd').length, process.listenerCount('worker')])
    }
    console.log(JSON.stringify(counts))`
  const { stdout, stderr } = await leaklab([], {
    script: `${process.execPath} --input-type=module -e "$program"`,
    env: { ...process.env, program },
  })
  const [first, ...later] = JSON.parse(stdout || 'null') ?? expect.fail(stderr)
  expect(later).toEqual([first, first])
  expect(first[1]).toBe(0)
})
