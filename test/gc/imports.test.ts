// Files that cannot be imported: the report names each with the reason, and the exit code is 3.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures, hostile, leaklab } from './leaklab.ts'

const file = (name: string) => join(hostile, 'import', `${name}.mjs`)

test.concurrent.each([
  ['throws', [], 'thrown-at-import'],
  ['rejects', [], 'rejected-at-import'],
  ['starves', [], 'never settles'],
  ['exits', [], 'exit code 0'],
  ['missing', [], 'no-such-file'],
  ['empty', [], 'no variant stands'],
  ['hangs', ['--timeout', '3'], 'within 3 s'],
  ['waits', ['--timeout', '3'], 'within 3 s'],
  ['floods', [], 'flooded'],
  ['exhausts', ['--heap-limit', '40'], '--heap-limit 80'],
  ['late', [], 'threw in its import: Error: thrown-after-the-import'],
  ['late-rejection', [], 'Error: rejected-after-the-import'],
  ['titled', [], 'too long: together they take more than 1 MiB'],
])('an import that %s', async (name, options, message) => {
  const { code, words } = await leaklab(['check', file(name), ...options])
  expect(words).toContain(message)
  expect(words).toContain(`${name}.mjs`)
  expect(words).not.toContain('mistake in leaklab')
  expect(code).toBe(3)
})

test.concurrent('a file that is no JavaScript', async () => {
  const { code, words } = await leaklab(['run', join(fixtures, 'broken/syntax.mjs')])
  expect(words).toContain('SyntaxError')
  expect(code).toBe(3)
})

test.concurrent('one bad file does not keep the others from being run', async () => {
  const { code, words } = await leaklab(['check', file('throws'), join(hostile, 'folder/mixed/scenario.mjs')])
  expect(words).toContain('thrown-at-import')
  expect(words).toContain('1 claim met')
  expect(code).toBe(3)
})
