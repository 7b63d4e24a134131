// Writes a heap snapshot of the main thread to a file. The harness never reads it: that would take memory and show in the readings.
import type { Session } from 'node:inspector'
import { describeError } from './failure.ts'
import { nodeVersion, writeHeapSnapshot } from './natives.ts'
import { nextTurn } from './settle.ts'
import type { TrackedObjects } from './tracked-objects.ts'

/** Only one debugger session per process: when a session ends, V8 gives new ids to all objects. */
let debuggerWasEnabled = false

/** Writes the snapshots of a heap inspection. */
export interface SnapshotWriter {
  /** To be called in the middle of the iterations before the first snapshot, when all of the scenario's code is loaded. */
  begin?(): Promise<void>
  /**
   * @param path a file that does not exist yet, in a folder that only its owner can read
   * @returns why it could not be written; empty when it was
   */
  write(path: string, trackedObjects: TrackedObjects): Promise<string>
  /** For a process that goes on. */
  close?(): void
}

export const mainSnapshots: SnapshotWriter = { write: writeSnapshot }

async function writeSnapshot(path: string, trackedObjects: TrackedObjects): Promise<string> {
  // deref() keeps its target alive until the job ends: the snapshot would show that as the holder.
  await nextTurn()
  if (nodeVersion.startsWith('v20.') && !debuggerWasEnabled) await enableDebuggerOnce()
  try {
    writeWithReferences(path, trackedObjects.trackedReferences())
    return ''
  } catch (error) {
    return describeError(error).message
  }
}

/** The parameter keeps the tracked references alive while the snapshot is written. */
function writeWithReferences(path: string, trackedReferences: object[]): number {
  writeHeapSnapshot(path)
  return trackedReferences.length
}

/**
 * Node 20 searches a script from its start for the line of each function: this takes seconds where large modules are
 * loaded. Enabling the debugger once makes V8 compute and keep the line ends of all scripts.
 */
async function enableDebuggerOnce(): Promise<void> {
  debuggerWasEnabled = true
  const inspector = await import('node:inspector')
  const session: Session = new inspector.Session()
  session.connect()
  session.post('Debugger.enable')
  session.post('Debugger.disable')
  session.disconnect()
}
