// The flags of a trial: V8 optimizes no function in it.
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { v8Flags } from '../../src/runtimes/node.ts'

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

it('in a trial, what is called 2,000,000 times is not', () => {
  expect(isOptimized(2_000_000, v8Flags(512))).toBe(false)
})
