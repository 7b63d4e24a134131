// The packed package in a new project. `node .ci/fresh-project.mjs` does the same on all Nodes, with npm and pnpm.
import { expect, test } from 'vitest'
import { leaklab, root } from './leaklab.ts'

test('the packed tarball works in a CommonJS project', { timeout: 600_000 }, async () => {
  const own = process.versions.node.split('.')[0]!
  const script = `.ci/fresh-project.mjs --nodes ${own} --managers npm --types commonjs`
  const { stdout, stderr, code } = await leaklab([], {
    script: `${process.execPath} ${script}`,
    cwd: root,
    limitMs: 600_000,
  })
  const match = /^Node \d+, npm, commonjs: installs (\d+) packages; all of it works\n$/.exec(stdout)
  expect(match, stderr).not.toBeNull()
  expect(Number(match![1])).toBeLessThanOrEqual(40)
  expect(code).toBe(0)
})
