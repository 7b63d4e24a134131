// Measures what one step leaks by V8's own numbers, in a process of its own without leaklab: the memory before and after a
// great many leaks, each reading after full collections. Prints bytes per step as JSON.
import v8 from 'node:v8'
import { createStore, leaks } from './leaks.mjs'

const { make, count } = leaks[process.argv[2]]
const leaksPerFill = process.argv[2].includes('buffer') ? 1000 : 100_000
const fills = 9
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

const readings = [await read()]
for (let i = 0; i < fills; i++) {
  fill(leaksPerFill)
  readings.push(await read())
}
/** The median of all fills: in one or two, V8 also drops start-up code. */
const perStep = kind => {
  const grown = readings.slice(1).map((reading, i) => reading[kind] - readings[i][kind])
  return (grown.sort((a, b) => a - b)[fills >> 1] / leaksPerFill) * count
}
console.log(JSON.stringify({ heap: perStep('heap'), native: perStep('native') }))
