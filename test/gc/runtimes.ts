// Node binaries of the other supported versions, from the cache that a script of the project fills.
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

const program = resolve(import.meta.dirname, '../../.ci/runtimes.mjs')

/** The binary's path; installs it when it is not there yet. A version that cannot be had is a failure, not a skip. */
export function nodeBinary(major: string): string {
  const told = execFileSync(process.execPath, [program, major], { encoding: 'utf8' }).trim()
  const path = told.replace(/^\d+\s+/, '')
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
  if (!version.startsWith(`v${major}.`)) throw new Error(`${path} is ${version}, not ${major}`)
  return path
}
