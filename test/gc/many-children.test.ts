// More children at the same time than Node lets listeners be added without a warning that something leaks: there is none.
import { expect, test } from 'vitest'
import { runChild } from '../../src/child/run-child.ts'
import { mapConcurrently } from '../../src/run/map-concurrently.ts'

/** A child that waits, says nothing and ends. */
const runtime = {
  path: '/bin/sh',
  channel: 'descriptor',
  arguments: () => ['-c', 'sleep 1', '--'],
} as never

const warnings: Error[] = []
const keep = (warning: Error) => warnings.push(warning)

test('16 children with one signal cause no warning, and end when it is aborted', async () => {
  process.on('warning', keep)
  const controller = new AbortController()
  const run = (signal: AbortSignal) =>
    runChild({
      runtime,
      file: '/none.mjs',
      assignment: {
        mode: 'trial',
        thread: 'main',
        url: 'file:///none.mjs',
        slug: '',
        exported: '',
        variant: '',
        watchCost: null,
      },
      heapLimitMb: 64,
      timeoutMs: 60_000,
      signal,
      onEvent: () => undefined,
    })
  const children = [...Array(16).keys()]
  const endings = await mapConcurrently(children, 16, async () => (await run(controller.signal)).ending.kind)
  expect(new Set(endings)).toEqual(new Set(['exited']))

  const aborted = Promise.allSettled(children.map(() => run(controller.signal)))
  controller.abort(new Error('enough'))
  const reasons = (await aborted).map(result => result.status === 'rejected' && result.reason.message)
  expect(new Set(reasons)).toEqual(new Set(['enough']))
  process.removeListener('warning', keep)
  expect(warnings).toEqual([])
})
