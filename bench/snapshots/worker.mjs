// The heap of a worker thread that resizes pictures and keeps them.
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { writeSnapshot } from './write.mjs'

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url))
  for (let at = 0; at < 200; at++)
    worker.postMessage({ name: `picture ${at}`, pixels: new Uint8Array(5_000).fill(at) })
  worker.postMessage('end')
} else {
  const thumbnails = new Map()
  parentPort.on('message', message => {
    if (message === 'end') {
      writeSnapshot()
      process.exit()
    }
    const { name, pixels } = message
    thumbnails.set(name, { name, source: pixels, small: pixels.filter((_, at) => at % 10 === 0) })
  })
}
