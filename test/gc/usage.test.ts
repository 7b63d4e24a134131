// Invalid command lines: exit code 2, a message that says what is wrong and what to try; nothing is run.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostile, leaklab, newFolder } from './leaklab.ts'

const quick = join(hostile, 'quick.mjs')

test.concurrent.each([
  [['run', 'strong-cash'], 'did you mean strong-cache'],
  [['run', 'zzzzzzzzzz'], 'leaklab list'],
  [['check', 'strong-cache', 'nothing-like-it-at-all'], "no scenario called 'nothing-like-it-at-all'"],
  [['show', 'strongcache'], 'did you mean strong-cache'],
  [['run', quick, '--variant', 'keep'], "did you mean 'keeps'"],
  [['run', quick, '--variant', 'zzzzzzzz'], "no variant called 'zzzzzzzz'"],
  [['run', './no/such/file.mjs'], 'there is no file'],
  [['run', '/dev/null'], 'no JavaScript or TypeScript file'],
  [['run', `./${'n'.repeat(5000)}.mjs`], 'ENAMETOOLONG'],
  [['run'], "missing required argument 'scenario'"],
  [['walk'], "there is no command 'walk'"],
  [['chek'], 'did you mean `leaklab check`'],
  [['strong-cache'], '`leaklab run strong-cache`'],
  [['run', quick, '--roundz', '9'], "unknown option '--roundz'"],
  [['run', quick, '--rounds', '2'], 'whole number from 3 to 20000'],
  [['run', quick, '--rounds', '1e99'], 'whole number from 3 to 20000'],
  [['run', quick, '--steps', '0'], 'whole number from 1 to 1000000000'],
  [['run', quick, '--steps', '1.5'], 'whole number from 1 to 1000000000'],
  [['run', quick, '--timeout', '0'], 'more than 0'],
  [['run', quick, '--timeout', 'soon'], 'more than 0'],
  [['run', quick, '--timeout', '1e9'], 'more than 0'],
  [['run', quick, '--heap-limit', '8'], 'whole number from 16 to 1000000'],
  [['check', quick, '--jobs', '0'], 'whole number, 1 or more'],
  [['run', quick, '--runtime', '/no/such/node'], 'there is no program'],
  [['run', quick, '--runtime', '/bin/true'], 'is none of Node, Bun, Deno, CPython'],
  [['run', quick, '--runtime', '/'], 'may not be executed'],
  [['list', 'cachez'], 'did you mean caches'],
  [['list', 'zzzzzzzzzz'], '`leaklab list` shows the chapters'],
  [['show', 'strong-cache', '--variant', 'unbounded'], "did you mean 'unbounded Map'"],
  [['list', 'caches', 'zzz'], "too many arguments for 'list'"],
  [['doctor', 'foo'], "too many arguments for 'doctor'"],
  [['show', 'strong-cache', 'weak-cache'], "too many arguments for 'show'"],
  [['help', 'chek'], 'did you mean `leaklab check`'],
])('%j', async (args, message) => {
  const { code, stdout, stderr } = await leaklab(args)
  const lines = stderr.trimEnd().split('\n')
  const isCommand = !['walk', 'chek', 'strong-cache'].includes(args[0]!)
  if (isCommand) expect(lines.at(-1)).toBe(`  leaklab help ${args[0]} shows its options`)
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test.concurrent('a program that never answers --version is ended', async () => {
  const program = join(newFolder(), 'deaf')
  writeFileSync(program, "#!/bin/sh\ntrap '' TERM\nexec sleep 60\n")
  chmodSync(program, 0o755)
  const { code, stderr } = await leaklab(['run', quick, '--runtime', program])
  expect(stderr).toContain('--version did not answer')
  expect(code).toBe(2)
})

test.concurrent('a heap limit above the memory of any machine is no error', async () => {
  const { code, words } = await leaklab(['run', quick, '--heap-limit', '1000000', '--variant', 'drops'])
  expect(words).toContain('claim met')
  expect(code).toBe(0)
})

test.concurrent('a check without a file of its own says first that it checks the catalog, and how to check own files', async () => {
  const { code, stderr } = await leaklab(['check', '--grep', 'strong-cache › unbounded'], {
    cwd: newFolder(),
  })
  expect(stderr).toMatch(
    /^No file here is named \*\.leak\.\*, so leaklab checks its own catalog: 1 variant\. .*leaklab check \.\/my-thing\.ts/,
  )
  expect(code).toBe(0)
})

test.concurrent('an empty folder', async () => {
  const folder = newFolder()
  const { code, stderr } = await leaklab(['check', folder])
  expect(stderr).toContain('there is no scenario file')
  expect(code).toBe(2)
})

test.concurrent('a link to itself', async () => {
  const path = join(newFolder(), 'loop.mjs')
  symlinkSync(path, path)
  const { code, stderr } = await leaklab(['run', path])
  expect(stderr).toContain('ELOOP')
  expect(code).toBe(2)
})

test.concurrent('a helper beside scenarios is skipped, and a message says so', async () => {
  const { code, stdout, stderr } = await leaklab(['check', join(hostile, 'folder/mixed')])
  expect(stderr).toContain('helper.mjs was skipped')
  expect(stdout).toContain('1 claim met')
  expect(code).toBe(0)
})

test.concurrent('a folder with only helpers contains no scenario', async () => {
  const { code, stderr } = await leaklab(['check', join(hostile, 'folder/only-helper')])
  expect(stderr).toContain('there is no scenario in')
  expect(code).toBe(2)
})

test.concurrent('a helper that is named on the command line is an error', async () => {
  const { code, words } = await leaklab(['run', join(hostile, 'folder/mixed/helper.mjs')])
  expect(words).toContain('there is no default export')
  expect(code).toBe(3)
})

test.concurrent('a folder with the name of a built-in scenario does not hide it', async () => {
  const cwd = newFolder()
  mkdirSync(join(cwd, 'cyclic-nodes'))
  mkdirSync(join(cwd, 'folder.mjs'))
  const ours = await leaklab(['show', 'cyclic-nodes'], { cwd })
  expect(ours.code).toBe(0)
  const folder = await leaklab(['run', './cyclic-nodes'], { cwd })
  expect(folder.stderr).toContain('there is no scenario file')
  expect(folder.code).toBe(2)
  const named = await leaklab(['run', 'folder.mjs'], { cwd })
  expect(named.stderr).toContain('there is no scenario file')
  expect(named.code).toBe(2)
})
