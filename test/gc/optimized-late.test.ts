// The flags of a trial: what is called as often as in its rounds is not optimized, and a loop that computes for long is.
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { ownNode } from '../../src/runtimes/node.ts'

/** The last argument is the harness. */
const ownFlags = ownNode().arguments({ heapLimitMb: 512, file: 'any.mjs', still: false }).slice(0, -1)

/** Whether V8 optimizes a function that is called so often, or the loop that calls it. */
function isOptimized(calls: number, flags: string[]): boolean {
  const program = `
    function add(point) { return point.x + point.y }
    function repeat(calls) { for (let i = 0; i < calls; i++) add({ x: i, y: i }) }
    repeat(${calls})`
  const trace = execFileSync(process.execPath, [...flags, '--trace-opt', '-e', program], { encoding: 'utf8' })
  return /^\[completed .*JSFunction (add|repeat)\b/m.test(trace)
}

it('by default, what is called 20,000 times is optimized', () => {
  expect(isOptimized(20_000, ['--no-concurrent-recompilation'])).toBe(true)
})

it('in a trial, what is called 200,000 times is not', () => {
  expect(isOptimized(200_000, ownFlags)).toBe(false)
})

it('in a trial, a loop of 100,000,000 calls is', () => {
  expect(isOptimized(100_000_000, ownFlags)).toBe(true)
})
