// CPython: the command line of a child. It runs the twin of a scenario, not the scenario.
// There is no heap snapshot, and memory is what Python's own allocator counts.
import { fileURLToPath } from 'node:url'
import type { EngineDefinition } from './engine-definition.ts'

const harness = fileURLToPath(new URL('../harness/python/harness.py', import.meta.url))

export const python: EngineDefinition = {
  oldest: '3.9',
  programs: ['python3', 'python'],
  // Python 3.11.7; PyPy has its build date behind it.
  versionPattern: /^Python (\d+\.\d+\.\d+\S*)$/,
  askPath: ['-I', '-c', 'import sys; print(sys.executable)'],
  at: (path, version) => ({
    name: 'python',
    path,
    version,
    // `weakref.finalize`, not every weak reference's callback: scenarios/finalizers/finalizer-at-exit.py prints what runs.
    finalizesAtExit: true,
    missing: ['external-memory', 'uncounted-memory', 'active-resources', 'retaining-paths'],
    outOfMemory: undefined,
    channel: 'descriptor',
    // Isolated: no environment variable and no package of the user changes what is measured. No bytecode is written.
    arguments: () => ['-I', '-B', '-X', 'utf8', harness],
  }),
}
