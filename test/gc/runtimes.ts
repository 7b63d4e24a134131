// Node binaries of the other supported versions, from the cache that .ci/runtimes.mjs fills.
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

const program = resolve(import.meta.dirname, '../../.ci/runtimes.mjs')

/** The binary's path; installs it if needed. Throws when a version cannot be installed, so that no test is skipped. */
export function nodeBinary(major: string): string {
  const line = execFileSync(process.execPath, [program, major], { encoding: 'utf8' }).trim()
  const path = line.replace(/^\d+\s+/, '')
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
  if (!version.startsWith(`v${major}.`)) throw new Error(`${path} is ${version}, not ${major}`)
  return path
}

/** The same for another engine. */
export function engineBinary(engine: 'bun' | 'deno'): string {
  const line = execFileSync(process.execPath, [program, engine], { encoding: 'utf8' }).trim()
  return line.replace(/^\w+\s+/, '')
}
