// Leaks that no figure of the main thread's heap shows: in worker threads, child processes, WebAssembly on Node 26, and in what is taken
// from the system.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { Evidence } from '../../src/model/verdict.ts'
import { fixtures, leaklab, root } from './leaklab.ts'
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
