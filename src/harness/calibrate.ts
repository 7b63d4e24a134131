// What does watching one object cost? Measured in this very process, so that readings can be freed of it.
import type { Meter } from './meter.ts'
import { NativeFinalizationRegistry, NativeWeakRef, register } from './natives.ts'
import { nextTurn, type WatchCost } from './settle.ts'

const objects = 2048
const repetitions = 7
/** The heap of a young process shrinks and grows by itself: it is read until it stands still, this often at most. */
const restlessReadings = 12
const stillness = 512
/** Measurements this close, in bytes per object, lie together. */
const together = 6
/** Bytes of a word: V8 allocates in whole ones. */
const word = 8

/**
 * Watches objects that stay alive and sees by how much the heap grows, in whole words.
 * It warms up the meter as well.
 * @returns bytes for a WeakRef and for a registry cell
 */
export async function calibrate(meter: Meter): Promise<WatchCost> {
  const targets: object[] = new Array(objects)
  for (let i = 0; i < objects; i++) targets[i] = { i }
  // All is allocated before and kept to the end: between two readings nothing comes or goes but the witnesses.
  const references: WeakRef<object>[] = new Array(objects * repetitions).fill(undefined)
  const registry = new NativeFinalizationRegistry<number>(() => {})
  const referenceCosts = new Array<number>(repetitions).fill(0)
  const cellCosts = new Array<number>(repetitions).fill(0)
  let before = await readAtRest(meter)
  for (let k = 0; k < repetitions; k++) {
    for (let i = 0; i < objects; i++) references[k * objects + i] = new NativeWeakRef(targets[i]!)
    const withReferences = await read(meter)
    for (let i = 0; i < objects; i++) register(registry, targets[i]!, i)
    const withCells = await read(meter)
    referenceCosts[k] = withReferences - before
    cellCosts[k] = withCells - withReferences
    before = withCells
  }
  return { reference: perObject(referenceCosts), cell: perObject(cellCosts) }
}

async function read(meter: Meter): Promise<number> {
  await nextTurn()
  return meter.collect().heapUsed
}

async function readAtRest(meter: Meter): Promise<number> {
  let before = await read(meter)
  for (let i = 0; i < restlessReadings; i++) {
    const now = await read(meter)
    if (Math.abs(now - before) <= stillness) return now
    before = now
  }
  return before
}

/**
 * A heap that is warming up adds some bytes to most of what is measured, and now and then start-up code that is
 * given up takes or adds a hundred kilobytes. So: the smallest of those that lie together.
 */
function perObject(totals: number[]): number {
  const sorted = totals.map(total => total / objects).sort((a, b) => a - b)
  const company = sorted.map(
    value => sorted.filter(other => other >= value && other < value + together).length,
  )
  return Math.round(sorted[company.indexOf(Math.max(...company))]! / word) * word
}
