// Which version is a binary, and where is it? It is asked.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { RuntimeFailure } from '../model/problems.ts'

/** @returns the first line that a binary prints, by default its version; or why it cannot be used */
export async function ask(
  path: string,
  question: readonly string[] = ['--version'],
): Promise<string | { failure: RuntimeFailure }> {
  try {
    const { stdout } = await promisify(execFile)(path, question, {
      timeout: 10_000,
      killSignal: 'SIGKILL',
    })
    return stdout.trim().split('\n', 1)[0]!
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { failure: { why: 'missing' } }
    if (code === 'EACCES') return { failure: { why: 'not-executable' } }
    return { failure: { why: 'silent' } }
  }
}

/**
 * @param version `v20.20.2`
 * @param oldest `20.12`
 */
export function isAtLeast(version: string, oldest: string): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.slice(1).split('.').map(Number)
  const [major = 0, minor = 0] = oldest.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
