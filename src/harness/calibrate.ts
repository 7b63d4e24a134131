// What does watching one object cost? Measured in this very process, so that readings can be freed of it.
import type { WatchCost } from '../model/event.ts'
import type { Meter } from './meter.ts'
import { NativeFinalizationRegistry, NativeWeakRef, register } from './natives.ts'
import { nextTurn } from './settle.ts'

const objects = 2048
/** A place is small: many are measured together, or what else moves in the heap would be as large. */
const places = objects * 8
const maxRepetitions = 9
/** So many measurements that lie together are enough. */
const enough = 3
/** The heap of a young process shrinks and grows by itself: it is read until it stands still, this often at most. */
const maxRestReadings = 12
const stillness = 512
/** Measurements this close, in bytes per object, lie together. */
const together = 6
/** Bytes of a word: V8 allocates in whole ones. */
const word = 8

/**
 * Watches objects that stay alive and sees by how much the heap grows, in whole words.
 * It warms up the meter as well.
 * @returns bytes for a WeakRef, a registry cell, and a place in a table
 */
export async function calibrate(meter: Meter): Promise<WatchCost> {
  const targets: object[] = new Array(objects)
  for (let i = 0; i < objects; i++) targets[i] = { i }
  // All is kept to the end: between two readings nothing comes or goes but the witnesses' parts.
  const tables: (WeakRef<object> | undefined)[][] = new Array(maxRepetitions).fill(undefined)
  const registry = new NativeFinalizationRegistry<number>(() => {})
  const costs = { reference: [] as number[], cell: [] as number[], slot: [] as number[] }
  let before = await readAtRest(meter)
  const grownFor = async (count: number) => {
    const now = await read(meter)
    const bytes = now - before
    before = now
    return bytes / count
  }
  for (let k = 0; k < maxRepetitions; k++) {
    tables[k] = new Array(places).fill(undefined)
    costs.slot.push(await grownFor(places))
    for (let i = 0; i < objects; i++) tables[k]![i] = new NativeWeakRef(targets[i]!)
    costs.reference.push(await grownFor(objects))
    for (let i = 0; i < objects; i++) register(registry, targets[i]!, i)
    costs.cell.push(await grownFor(objects))
    if (Object.values(costs).every(values => Math.max(...companyOf(values)) >= enough)) break
  }
  return {
    reference: perObject(costs.reference),
    cell: perObject(costs.cell),
    slot: perObject(costs.slot),
  }
}

async function read(meter: Meter): Promise<number> {
  await nextTurn()
  return meter.collect().heapUsed
}

async function readAtRest(meter: Meter): Promise<number> {
  let before = await read(meter)
  for (let i = 0; i < maxRestReadings; i++) {
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
function perObject(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const company = companyOf(sorted)
  return Math.round(sorted[company.indexOf(Math.max(...company))]! / word) * word
}

/** For each measurement, how many are as large or a little larger. */
function companyOf(values: number[]): number[] {
  return values.map(value => values.filter(other => other >= value && other < value + together).length)
}
