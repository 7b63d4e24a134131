// Writes a heap snapshot to a file. It is never read here: that would show in the readings, and take memory.
import type { Session } from 'node:inspector'
import { describeError } from './failure.ts'
import { nodeVersion, writeHeapSnapshot } from './natives.ts'
import { nextTurn } from './settle.ts'
import type { TrackedObjects } from './tracked-objects.ts'

/** Once is enough, and more would harm: a session that ends makes V8 give new ids to all objects. */
let debuggerWasThere = false

/**
 * @param path a file that does not exist yet, in a folder that only its owner may look into
 * @returns why it could not be written; empty when it was
 */
export async function writeSnapshot(path: string, witnesses: TrackedObjects): Promise<string> {
  // What was asked with deref() lives until its job ends: the snapshot would name the asking as the holder.
  await nextTurn()
  if (nodeVersion.startsWith('v20.') && !debuggerWasThere) await wakeDebugger()
  try {
    writeWithReferences(path, witnesses.trackedReferences())
    return ''
  } catch (error) {
    return describeError(error).message
  }
}

/** The witnesses live as long as the snapshot is taken. */
function writeWithReferences(path: string, trackedReferences: object[]): number {
  writeHeapSnapshot(path)
  return trackedReferences.length
}

/**
 * Node 20 looks through a script from its start for the line of every function in it: seconds, where large modules
 * are loaded. Once a debugger was there, it knows.
 */
async function wakeDebugger(): Promise<void> {
  debuggerWasThere = true
  const inspector = await import('node:inspector')
  const session: Session = new inspector.Session()
  session.connect()
  session.post('Debugger.enable')
  session.post('Debugger.disable')
  session.disconnect()
}
