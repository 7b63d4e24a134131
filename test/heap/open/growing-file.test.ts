// A snapshot can be read while it is being written.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { Drawing, describeGraph } from '../support/builder.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const heap = new Drawing()
heap.chain(heap.global, heap.object('Cache', 32), heap.object('Session', 64))
const bytes = heap.bytes()
const half = bytes.length >> 1

/** Gives the reader time to reach the end before more is written. No result depends on it. */
const aLittle = () => setTimeout(20)

test('a file is read from before its first byte is written', async () => {
  const path = join(folder, 'grows')
  const { promise: written, resolve } = withResolvers()
  const reading = readSnapshot(path, { written })
  await aLittle()
  writeFileSync(path, '')
  await aLittle()
  for (let at = 0; at < bytes.length; at += half) {
    appendFileSync(path, bytes.subarray(at, at + half))
    await aLittle()
  }
  resolve()
  expect(describeGraph(await reading)).toEqual(describeGraph(await heap.graph()))
})

test('a file whose writing fails is truncated', async () => {
  const path = join(folder, 'fails')
  writeFileSync(path, bytes.subarray(0, half))
  const written = Promise.reject(new Error('the writer is gone'))
  await expect(readSnapshot(path, { written })).rejects.toMatchObject({ code: 'truncated' })
})

test('a file that is never created is unreadable', async () => {
  const { promise: written, resolve } = withResolvers()
  const reading = readSnapshot(join(folder, 'never'), { written })
  await aLittle()
  resolve()
  await expect(reading).rejects.toMatchObject({ code: 'unreadable' })
})

test.each(['never', 'stalls'])('the caller can abort while the file is not complete: %s', async name => {
  const path = join(folder, name)
  if (name !== 'never') writeFileSync(path, bytes.subarray(0, half))
  const controller = new AbortController()
  const reading = readSnapshot(path, { written: new Promise(() => {}), signal: controller.signal })
  await aLittle()
  controller.abort(new Error('enough'))
  await expect(reading).rejects.toThrow('enough')
})

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}
