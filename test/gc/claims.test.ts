// All claims of all scenarios, on every supported Node.
import { expect, test } from 'vitest'
import { listBuiltin } from '../../src/catalog/builtin.ts'
import { leaklab } from './leaklab.ts'
import { nodeBinary, otherVersions } from './runtimes.ts'

const scenarios = listBuiltin().length
const own = process.versions.node.split('.')[0]!

test.each([...new Set([own, ...otherVersions])])('every claim is met on Node %s', async major => {
  const { code, stdout } = await leaklab(['check', '--runtime', nodeBinary(major)])
  const [, variants, of, met] = /✔ (\d+) variants of (\d+) scenarios: (\d+) claims met$/m.exec(stdout) ?? []
  expect(stdout).not.toContain('✘')
  expect(Number(of)).toBe(scenarios)
  expect(met).toBe(variants)
  expect(code).toBe(0)
})
