// What does the guard of a process that was killed still do? It removes the folders that are left, and no other.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'

const parent = mkdtempSync(join(tmpdir(), 'leaklab-guard-'))
afterAll(() => rmSync(parent, { recursive: true }))
const guard = pathToFileURL(join(import.meta.dirname, '../../dist/src/child/guard.js')).href

test.skipIf(process.platform === 'win32')('folders that were removed are not removed again', async () => {
  const names = ['left', 'released', "with ' quote", 'with  spaces', '-f', 'last']
  for (const name of names) mkdirSync(join(parent, name))
  const program = `
      const { guardFolder, guardGroup, releaseFolder, releaseGroup } = await import(process.argv[1])
      const parent = process.argv[2]
      // The guard begins with the first child.
      guardGroup(2 ** 30)
      releaseGroup(2 ** 30)
      for (const name of ${JSON.stringify(names)}) guardFolder(parent + '/' + name)
      for (let at = 0; at < 30; at++) {
        guardFolder(parent + '/many ' + at)
        releaseFolder(parent + '/many ' + at)
      }
      for (const name of ['released', "with ' quote", '-f']) releaseFolder(parent + '/' + name)
      process.stdin.resume()
      console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, guard, parent])
  await once(child.stdout, 'data')
  // All that the guard reads has been written: it is less than a pipe has room for.
  mkdirSync(join(parent, 'many 5'))
  child.kill('SIGKILL')
  await vi.waitFor(() => expect(existsSync(join(parent, 'last'))).toBe(false), { timeout: 20_000 })
  expect(readdirSync(parent).sort()).toEqual(['-f', 'many 5', 'released', "with ' quote"])
})
