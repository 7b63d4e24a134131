// The package as others get it, in a project made from nothing. `node .ci/fresh-project.mjs` has all Nodes, npm and pnpm.
import { expect, test } from 'vitest'
import { leaklab, root } from './leaklab.ts'

test('the packed tarball works where require() is the custom', { timeout: 600_000 }, async () => {
  const own = process.versions.node.split('.')[0]!
  const script = `.ci/fresh-project.mjs --nodes ${own} --managers npm --types commonjs`
  const { stdout, stderr, code } = await leaklab([], {
    script: `${process.execPath} ${script}`,
    cwd: root,
    limitMs: 600_000,
  })
  const told = /^Node \d+, npm, commonjs: installs (\d+) packages; all of it works\n$/.exec(stdout)
  expect(told, stderr).not.toBeNull()
  expect(Number(told![1])).toBeLessThan(40)
  expect(code).toBe(0)
})
