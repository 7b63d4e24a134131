// Fills the heap of this process and writes its snapshot: make.mjs <kind> <part> <file> <folder of peers>
// It runs in Node and Deno, so it imports node:* only.
import { writeHeapSnapshot } from 'node:v8'
import { HEAPS } from './heaps.mjs'

const [kind, part, file, peers] = process.argv.slice(2)
const { count, fill } = HEAPS[kind]
globalThis.kept = await fill(Math.round(count * Number(part)), peers)

if (process.versions.node.startsWith('20.')) {
  // Node 20 reads a script again from its start for every closure, unless a debugger was attached once.
  const { Session } = await import('node:inspector')
  const session = new Session()
  session.connect()
  session.post('Debugger.enable')
  session.post('Debugger.disable')
  session.disconnect()
}
const started = performance.now()
writeHeapSnapshot(file)
const seconds = (performance.now() - started) / 1000
console.log(JSON.stringify({ seconds, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }))
