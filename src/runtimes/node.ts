// Node.js: how to find it, what it can do, and its command line.
import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import { packageType } from './typescript/package-type.ts'

const oldest: Version = [20, 12]
/** From here on Node strips types by itself; between the two it does when asked. */
const stripsTypes: Version = [22, 18]
const stripsTypesWhenAsked: Version = [22, 6]

type Version = readonly [major: number, minor: number]

/** The Node that runs leaklab itself. */
export function ownNode(): Runtime {
  return nodeAt(process.execPath, process.version)
}

/**
 * Looks at a Node binary.
 * @param path of the binary, or its name on the PATH
 * @returns the runtime, or a sentence that says why it cannot be used
 */
async function findNode(path: string): Promise<Runtime | { problem: string }> {
  let version: string
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], {
      timeout: 10_000,
      killSignal: 'SIGKILL',
    })
    version = stdout.trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { problem: `there is no program at ${path}` }
    if (code === 'EACCES') return { problem: `${path} may not be executed` }
    return { problem: `${path} --version did not answer` }
  }
  if (!/^v\d+\.\d+\.\d+/.test(version))
    return { problem: `${path} is no Node.js: --version said "${version.slice(0, 80)}"` }
  if (!isAtLeast(version, oldest))
    return { problem: `${path} is Node ${version}; leaklab needs 20.12 or later` }
  return nodeAt(path, version)
}

/**
 * The Node that a user or a caller asked for, or the one that runs leaklab itself.
 * @param option what the path was given as, for the hint
 * @throws UsageError when the path is no Node that can be used
 */
export async function chooseNode(path: string | undefined, option: string): Promise<Runtime> {
  if (path === undefined) return ownNode()
  const runtime = await findNode(path)
  if ('problem' in runtime)
    throw new UsageError(runtime.problem, `give ${option} the path of a Node binary, 20.12 or later`)
  return runtime
}

function nodeAt(path: string, version: string): Runtime {
  return {
    name: 'node',
    path,
    version,
    arguments({ heapLimitMb, file, still }) {
      return [
        // Of paths that are equally good the order of tables decides: so tables have one order in a look.
        ...(still ? ['--hash-seed=1', '--random-seed=1'] : []),
        '--expose-gc',
        // A compiler at work in the background holds what it compiles, and opens pages of machine code that count as
        // full: a reading then moves by 200 kB, and a snapshot names the compiler as the holder.
        '--no-concurrent-recompilation',
        // A heap of some megabytes is walked through as fast by one thread, and side by side there are no idle cores.
        '--single-threaded-gc',
        // The engine's cache of compiled texts lets go by age, and a forced collection makes nothing age: on Node 26 it
        // keeps all that eval and new Function were ever given.
        '--no-compilation-cache',
        `--max-old-space-size=${heapLimitMb}`,
        '--no-warnings',
        ...typescriptFlags(version, file),
      ]
    },
  }
}

/** TypeScript needs nothing on a Node that strips types, a flag on some, and our loader on the oldest. */
function typescriptFlags(version: string, file: string): string[] {
  // A file in JavaScript may import one in TypeScript, but the loader costs a thread; ours never do.
  const mayNeedLoader = /\.[cm]?ts$/.test(file)
  if (isAtLeast(version, stripsTypesWhenAsked)) {
    const flags = isAtLeast(version, stripsTypes) ? [] : ['--experimental-strip-types']
    // There Node takes modules in TypeScript for CommonJS, and `npm init` says so of every new package.
    return mayNeedLoader && packageType(dirname(file)) === 'commonjs' ? [...flags, ...loader] : flags
  }
  return mayNeedLoader ? loader : []
}

const loader = ['--import', new URL('./typescript/register.js', import.meta.url).href]

function isAtLeast(version: string, [major, minor]: Version): boolean {
  const [itsMajor = 0, itsMinor = 0] = version.slice(1).split('.').map(Number)
  return itsMajor > major || (itsMajor === major && itsMinor >= minor)
}
