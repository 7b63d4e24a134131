// Writes the heap snapshot of a program into the file that the bench wants.
import inspector from 'node:inspector'
import { writeHeapSnapshot } from 'node:v8'

export function writeSnapshot() {
  // Node 20 reads the source from its start for each closure, unless a debugger has been there.
  const session = new inspector.Session()
  session.connect()
  session.post('Debugger.enable')
  session.post('Debugger.disable')
  session.disconnect()
  writeHeapSnapshot(process.env.SNAPSHOT)
}
