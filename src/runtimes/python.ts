// CPython: finds a binary, checks its implementation and version, and builds the command line of a child.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { PythonFailure } from '../model/problems.ts'
import type { Runtime } from '../model/runtime.ts'

/** Older ones are no longer maintained, and leave out parts of the standard library that the harness uses. */
const oldest = { major: 3, minor: 9 }

const harness = fileURLToPath(new URL('../harness/python/harness.py', import.meta.url))

/** Isolated from the user's environment and packages, without writing bytecode, and with UTF-8 on every system. */
const flags = ['-I', '-B', '-X', 'utf8']

/** Python 2 answers it, too. */
const question =
  'import platform; print("%s %s" % (platform.python_implementation(), platform.python_version()))'

/**
 * Asks a Python binary for its implementation and version.
 * @param path of the binary, or its name on the PATH
 * @returns the runtime, or why it cannot be used
 */
export async function findPython(path = 'python3'): Promise<Runtime | { failure: PythonFailure }> {
  let answer: string
  try {
    const { stdout } = await promisify(execFile)(path, ['-E', '-c', question], {
      timeout: 10_000,
      killSignal: 'SIGKILL',
    })
    answer = stdout.trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { failure: { why: 'missing' } }
    if (code === 'EACCES') return { failure: { why: 'not-executable' } }
    return { failure: { why: 'silent' } }
  }
  const [, implementation, major, minor, patch] = /^(\w+) (\d+)\.(\d+)\.(\d+)\S*$/.exec(answer) ?? []
  if (implementation === undefined) return { failure: { why: 'other-program', answer: answer.slice(0, 80) } }
  if (implementation !== 'CPython') return { failure: { why: 'other-implementation', implementation } }
  const version = `v${major}.${minor}.${patch}`
  const isOld =
    Number(major) < oldest.major || (Number(major) === oldest.major && Number(minor) < oldest.minor)
  if (isOld) return { failure: { why: 'too-old', version } }
  return { name: 'python', path, version, arguments: () => flags, harness }
}
