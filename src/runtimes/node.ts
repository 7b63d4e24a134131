// Node.js: finds a binary, checks its version, and builds the command line of a child.
import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { NodeFailure } from '../model/problems.ts'
import type { Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import { packageType } from './typescript/package-type.ts'

const oldest: Version = [20, 12]
/** Strips types without a flag. */
const stripsTypes: Version = [22, 18]
/** Strips types with --experimental-strip-types. */
const stripsTypesWithFlag: Version = [22, 6]

type Version = readonly [major: number, minor: number]

/** The Node that runs leaklab itself. */
export function ownNode(): Runtime {
  return nodeAt(process.execPath, process.version)
}

/**
 * Asks a Node binary for its version.
 * @param path of the binary, or its name on the PATH
 * @returns the runtime, or why it cannot be used
 */
async function findNode(path: string): Promise<Runtime | { failure: NodeFailure }> {
  let version: string
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], {
      timeout: 10_000,
      killSignal: 'SIGKILL',
    })
    version = stdout.trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { failure: { why: 'missing' } }
    if (code === 'EACCES') return { failure: { why: 'not-executable' } }
    return { failure: { why: 'silent' } }
  }
  if (!/^v\d+\.\d+\.\d+/.test(version))
    return { failure: { why: 'other-program', answer: version.slice(0, 80) } }
  if (!isAtLeast(version, oldest)) return { failure: { why: 'too-old', version } }
  return nodeAt(path, version)
}

/**
 * The Node binary that a user or caller named, or the one that runs leaklab itself.
 * @param option the name of the option that gave the path, for the hint
 * @throws UsageError when the path is no usable Node binary
 */
export async function chooseNode(path: string | undefined, option: string): Promise<Runtime> {
  if (path === undefined) return ownNode()
  const runtime = await findNode(path)
  if ('failure' in runtime) throw new UsageError('node-unusable', { path, failure: runtime.failure, option })
  return runtime
}

function nodeAt(path: string, version: string): Runtime {
  return {
    name: 'node',
    path,
    version,
    arguments({ heapLimitMb, file, still }) {
      return [
        // The order of hash tables decides between equally short retaining paths: fixed seeds make it the same in each run.
        ...(still ? ['--hash-seed=1', '--random-seed=1'] : []),
        '--expose-gc',
        // A compiler in a background thread references what it compiles, and opens pages of machine code that count as
        // full: a reading then changes by 200 kB, and a snapshot shows the compiler as the holder.
        '--no-concurrent-recompilation',
        // One thread traverses a heap of some megabytes as fast as several, and parallel trials leave no idle cores.
        '--single-threaded-gc',
        // V8's cache of compiled source drops entries by age, and a forced collection does not age them: on Node 26 it keeps
        // each source that eval and new Function were given.
        '--no-compilation-cache',
        `--max-old-space-size=${heapLimitMb}`,
        '--no-warnings',
        ...typescriptFlags(version, file),
      ]
    },
  }
}

/** For TypeScript, recent versions of Node need nothing, some need a flag, and the oldest need leaklab's loader. */
function typescriptFlags(version: string, file: string): string[] {
  // A JavaScript file might import TypeScript, but the loader starts a thread: only TypeScript files get it.
  const mayNeedLoader = /\.[cm]?ts$/.test(file)
  if (isAtLeast(version, stripsTypesWithFlag)) {
    const flags = isAtLeast(version, stripsTypes) ? [] : ['--experimental-strip-types']
    // In such a package Node loads TypeScript modules as CommonJS, and `npm init` writes this type into each new package.
    return mayNeedLoader && packageType(dirname(file)) === 'commonjs' ? [...flags, ...loader] : flags
  }
  return mayNeedLoader ? loader : []
}

const loader = ['--import', new URL('./typescript/register.js', import.meta.url).href]

function isAtLeast(version: string, [major, minor]: Version): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.slice(1).split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
