// V8's own size of one step's leak, in a process of its own and without leaklab: the memory before and after a
// great many of them, each reading after full collections. Printed as JSON.
import v8 from 'node:v8'
import { createStore, leaks } from './leaks.mjs'

const { make, count } = leaks[process.argv[2]]
const inAll = Math.min(100_000, process.argv[2].includes('buffer') ? 5_000 : 100_000)
const keep = createStore()

async function read() {
  for (let i = 0; i < 5; i++) {
    await new Promise(resolve => setImmediate(resolve))
    globalThis.gc()
  }
  return { heap: v8.getHeapStatistics().used_heap_size, native: process.memoryUsage().external }
}

function fill(number) {
  for (let i = 0; i < number; i++) keep(make())
}

fill(20_000 > inAll ? 100 : 20_000)
const before = await read()
fill(inAll)
const after = await read()
console.log(
  JSON.stringify({
    heap: ((after.heap - before.heap) / inAll) * count,
    native: ((after.native - before.native) / inAll) * count,
  }),
)
