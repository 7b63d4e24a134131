// Deno: the command line of a child.
// It has V8, as Node does, but gives a child no file descriptors beyond the standard three, and reports no collections.
import type { EngineDefinition } from './engine-definition.ts'
import { harness } from './harness.ts'
import { v8Flags } from './node.ts'

export const deno: EngineDefinition = {
  oldest: '2.2',
  programs: ['deno'],
  // deno 2.9.6 (stable, release, x86_64-unknown-linux-gnu)
  versionPattern: /^deno (\d+\.\d+\.\d+\S*)/,
  at: (path, version) => ({
    name: 'deno',
    path,
    version,
    finalizesAtExit: false,
    missing: ['major-collections', 'active-resources'],
    outOfMemory: /JavaScript heap out of memory|Fatal JavaScript out of memory/,
    channel: 'stdio',
    arguments: ({ heapLimitMb }) => [
      'run',
      '--quiet',
      // A scenario may read, write and start what it likes, as in Node.
      '--allow-all',
      // A measurement writes no lock file into the user's folder, and asks nothing.
      '--no-lock',
      '--no-prompt',
      `--v8-flags=${v8Flags(heapLimitMb, true).join(',')}`,
      harness,
    ],
  }),
}
