// Bun: the command line of a child.
// JavaScriptCore scans the stack conservatively, says nothing of its collections, and its snapshots have no weak edges.
import type { EngineDefinition } from './engine-definition.ts'
import { harness } from './harness.ts'

export const bun: EngineDefinition = {
  oldest: '1.2',
  programs: ['bun'],
  // 1.4.5
  versionPattern: /^(\d+\.\d+\.\d+\S*)$/,
  at: (path, version) => ({
    name: 'bun',
    path,
    version,
    finalizesAtExit: false,
    missing: [
      'major-collections',
      'exact-liveness',
      'exact-bytes',
      'uncounted-memory',
      'active-resources',
      'retaining-paths',
    ],
    outOfMemory: undefined,
    channel: 'descriptor',
    // Without the flag, Bun downloads packages that a file imports and that are not installed.
    arguments: () => ['--no-install', harness],
  }),
}
