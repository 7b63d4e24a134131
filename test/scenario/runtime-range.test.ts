import { expect, test } from 'vitest'
import { inRuntimeRange, isRuntimeRange } from '../../src/scenario/runtime-range.ts'

test.each([
  ['node', 'v20.20.2', true],
  ['node 22', 'v22.23.3', true],
  ['node 22', 'v24.21.0', false],
  ['node >=26', 'v26.10.0', true],
  ['node >=26', 'v24.21.0', false],
  ['node <22', 'v20.12.0', true],
  ['node <22', 'v22.0.0', false],
  ['node >=22 <26', 'v22.0.0', true],
  ['node >=22 <26', 'v24.21.0', true],
  ['node >=22 <26', 'v26.0.0', false],
  ['node >=22 <26', 'v20.20.2', false],
  ['node >=100', 'v26.0.0', false],
  ['node <24.22.3', 'v24.22.2', true],
  ['node <24.22.3', 'v24.22.3', false],
  ['node <24.22.3', 'v24.21.10', true],
  ['node <24.22.3', 'v24.3.9', true],
  ['node <24.22.3', 'v24.22.10', false],
  ['node <24.22.3', 'v24.100.0', false],
  ['node <24.22.3', 'v22.100.100', true],
  ['node <24.22.3', 'v26.0.0', false],
  ['node >=24.22.3', 'v24.22.2', false],
  ['node >=24.22.3', 'v24.22.3', true],
  ['node >=24.22.3', 'v24.9.9', false],
  ['node >=24.22.3', 'v24.22.10', true],
  ['node >=24.22.3', 'v26.0.0', true],
  ['node >=24.22.3', 'v26.0.0-rc.1', true],
  ['node >=24.22 <26.1', 'v24.22.0', true],
  ['node >=24.22 <26.1', 'v24.21.9', false],
  ['node >=24.22 <26.1', 'v26.0.9', true],
  ['node >=24.22 <26.1', 'v26.1.0', false],
  ['node 24.22', 'v24.22.3', true],
  ['node 24.22', 'v24.2.2', false],
  ['node 24.22.3', 'v24.22.3', true],
  ['node 24.22.3', 'v24.22.30', false],
  ['node <24.22.3.1', 'v20.0.0', false],
  ['bun', 'v26.0.0', false],
  ['>=26', 'v26.0.0', false],
])('%s and node %s: %s', (range, version, among) => {
  expect(inRuntimeRange(range, { name: 'node', version })).toBe(among)
})

test('a text is a range or not', () => {
  for (const range of [
    'node',
    'node 22',
    'node >=22 <26',
    'node 22.1',
    'node >=24.22.3',
    'node >=22.0.1 <24.22.3',
    'bun',
    'deno >=2',
  ])
    expect(isRuntimeRange(range)).toBe(true)
  for (const range of [
    '',
    '22',
    '>=22',
    'node  22',
    'node >22',
    'node 22.',
    'node 22.1.2.3',
    'node >=v22.1',
    'node >=24.x',
    'Node 22',
    'node >=x',
  ])
    expect(isRuntimeRange(range)).toBe(false)
})
