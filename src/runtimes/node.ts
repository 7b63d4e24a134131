// Node.js: the command line of a child.
import { dirname } from 'node:path'
import type { Runtime } from '../model/runtime.ts'
import { isAtLeast } from './ask-version.ts'
import type { EngineDefinition } from './engine-definition.ts'
import { harness } from './harness.ts'
import { packageType } from './typescript/package-type.ts'

/** Strips types without a flag. */
const stripsTypes = '22.18'
/** Strips types with --experimental-strip-types. */
const stripsTypesWithFlag = '22.6'

export const node: EngineDefinition = {
  oldest: '20.12',
  programs: ['node'],
  // v20.20.2
  versionPattern: /^(v\d+\.\d+\.\d+\S*)$/,
  at: nodeAt,
}

/** The Node that runs leaklab itself. */
export function ownNode(): Runtime {
  return nodeAt(process.execPath, process.version)
}

function nodeAt(path: string, version: string): Runtime {
  return {
    name: 'node',
    path,
    version,
    finalizesAtExit: false,
    missing: [],
    outOfMemory: /JavaScript heap out of memory|Reached heap limit/,
    channel: 'descriptor',
    arguments: ({ heapLimitMb, file, still }) => [
      // The order of hash tables decides between equally short retaining paths: fixed seeds make it the same in each run.
      ...(still ? ['--hash-seed=1', '--random-seed=1'] : []),
      ...v8Flags(heapLimitMb, isAtLeast(version, '21')),
      '--no-warnings',
      ...typescriptFlags(version, file),
      harness,
    ],
  }
}

/**
 * What every engine with V8 is started with.
 * @param countsInvocations whether V8 decides by invocations when it optimizes a function, as since V8 11.8; before that, by the bytecode that ran
 */
export function v8Flags(heapLimitMb: number, countsInvocations: boolean): string[] {
  return [
    '--expose-gc',
    // A compiler in a background thread references what it compiles, and opens pages of machine code that count as
    // full: a reading then changes by 200 kB, and a snapshot shows the compiler as the holder.
    '--no-concurrent-recompilation',
    // One thread traverses a heap of some megabytes as fast as several, and parallel trials leave no idle cores.
    '--single-threaded-gc',
    // V8's cache of compiled source drops entries by age, and a forced collection does not age them: on Node 26 it keeps
    // each source that eval and new Function were given.
    '--no-compilation-cache',
    // V8 drops the bytecode of functions that have not run during some collections. A reading forces several, and would show code that
    // comes and goes; and what is dropped after the release would seem to be what the scenario has kept.
    '--no-flush-bytecode',
    ...(countsInvocations ? optimizedLate : optimizedLateByBytecode),
    `--max-old-space-size=${heapLimitMb}`,
  ]
}

/**
 * V8 optimizes a function only after a thousand times as much work as usual, so only loops that compute for long. Other code would be optimized ever
 * more rarely and in jumps, for tens of thousands of slow iterations. And optimized code goes with the collection in which no object of a class
 * that it knows is alive, so that each round would compile the same functions again: up to half of the time of a trial.
 */
const optimizedLate = [
  '--no-maglev',
  '--invocation-count-for-turbofan=3000000',
  '--invocation-count-for-osr=500000',
]
const optimizedLateByBytecode = ['--interrupt-budget=67584000']

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
