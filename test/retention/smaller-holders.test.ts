import { expect, test } from 'vitest'
import { readSnapshot } from '../../src/heap/index.ts'
import { emptyRecording } from '../../src/model/recording.ts'
import { findRetention } from '../../src/retention/find-retention.ts'
import { Drawing } from '../heap/support/builder.ts'
import { subject } from '../report/build.ts'

/** The retention of three snapshots in which arrays of these sizes, in bytes, grow by their size each time. */
async function inspectArrays(sizes: readonly number[], script = 'file:///app/leak.js') {
  const snapshots = await Promise.all(
    [0, 1, 2].map(time => {
      const heap = new Drawing()
      const [save, shared] = [heap.node('closure', 'save', 8), heap.node('code', 'save', 8)]
      heap.property(heap.global, 'save', save)
      heap.edge(save, 'internal', 'shared', shared)
      heap.edge(shared, 'internal', 'script', heap.node('code', script, 8))
      for (const [at, size] of sizes.entries()) {
        const holder = heap.object(`Holder${size}`)
        heap.property(at === 0 ? heap.global : save, `at${at}`, holder)
        heap.edge(holder, 'internal', 'elements', heap.node('array', '', size * (time + 1)))
      }
      return readSnapshot(heap.bytes())
    }),
  )
  const plan = { rounds: null, steps: null, timeoutMs: 1000, heapLimitMb: 64, snapshots: 'always' } as const
  const paths = ['0', '1', '2'].map(() => import.meta.filename)
  const reading = { read: async () => snapshots.shift()! }
  return findRetention(
    { snapshots: paths, steps: [100, 200, 300], snapshotMs: 0, problem: '', thread: 'main', isWarm: false },
    emptyRecording(subject, plan, new Date()),
    undefined,
    reading,
  )
}

test('a small holder is described beside a large one', async () => {
  const { holders, smaller } = await inspectArrays([90_000, 4000])
  expect(holders.map(({ path }) => path.steps.at(-1)!.what)).toEqual(['Holder90000', 'Holder4000'])
  expect(holders.map(({ bytesPerStep }) => bytesPerStep)).toEqual([900, 40])
  expect(smaller).toEqual({ count: 0, bytesPerStep: 0 })
})

test('three are described, the rest is summed up', async () => {
  const { holders, smaller } = await inspectArrays([90_000, 4000, 3500, 3000, 2500])
  expect(holders.map(({ path }) => path.steps.at(-1)!.what)).toEqual([
    'Holder90000',
    'Holder4000',
    'Holder3500',
  ])
  expect(smaller).toEqual({ count: 2, bytesPerStep: 55 })
})

test('small holders inside of Node are left out', async () => {
  const { holders, smaller } = await inspectArrays([90_000, 4000], 'node:internal/perf/observe')
  expect(holders.map(({ path }) => path.steps.at(-1)!.what)).toEqual(['Holder90000'])
  expect(smaller.count).toBe(0)
  // Large ones are described: it may be the program that makes them grow.
  expect((await inspectArrays([90_000, 40_000], 'node:internal/perf/observe')).holders).toHaveLength(2)
})
