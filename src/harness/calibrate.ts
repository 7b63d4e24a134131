// How many bytes of heap does watching one object cost? Measured in this process, so that readings can subtract it.
import type { WatchCost } from '../model/event.ts'
import type { Meter } from './meter.ts'
import { NativeFinalizationRegistry, NativeWeakRef, register } from './natives.ts'
import { nextTurn } from './settle.ts'

const objects = 2048
/** A slot takes few bytes: many are measured together, or noise in the heap would be as large as the result. */
const slots = objects * 8
const maxRepetitions = 9
/** Measurements that must agree before calibration ends early. */
const requiredAgreement = 3
/** The heap of a new process shrinks and grows for reasons of its own: at most this many readings wait until it is stable. */
const maxStableReadings = 12
/** Two readings at most this many bytes apart count as stable. */
const stableBytes = 512
/** Measurements at most this many bytes per object apart agree. */
const agreementBytes = 6
/** Bytes of a machine word: V8 allocates whole words. */
const wordBytes = 8

/**
 * Watches objects that stay alive and measures by how much the heap grows, in whole words.
 * This also warms up the meter.
 * @returns bytes for a WeakRef, a registry cell, and a slot in a table
 */
export async function calibrate(meter: Meter): Promise<WatchCost> {
  const targets: object[] = new Array(objects)
  for (let i = 0; i < objects; i++) targets[i] = { i }
  // Everything is kept until the end: between two readings only references, cells or slots are allocated.
  const tables: (WeakRef<object> | undefined)[][] = new Array(maxRepetitions).fill(undefined)
  const registry = new NativeFinalizationRegistry<number>(() => {})
  const costs = { reference: [] as number[], cell: [] as number[], slot: [] as number[] }
  let before = await readStable(meter)
  const measureGrowth = async (count: number) => {
    const now = await read(meter)
    const bytes = now - before
    before = now
    return bytes / count
  }
  for (let k = 0; k < maxRepetitions; k++) {
    tables[k] = new Array(slots).fill(undefined)
    costs.slot.push(await measureGrowth(slots))
    for (let i = 0; i < objects; i++) tables[k]![i] = new NativeWeakRef(targets[i]!)
    costs.reference.push(await measureGrowth(objects))
    for (let i = 0; i < objects; i++) register(registry, targets[i]!, i)
    costs.cell.push(await measureGrowth(objects))
    if (Object.values(costs).every(values => Math.max(...countAgreeing(values)) >= requiredAgreement)) break
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

async function readStable(meter: Meter): Promise<number> {
  let before = await read(meter)
  for (let i = 0; i < maxStableReadings; i++) {
    const now = await read(meter)
    if (Math.abs(now - before) <= stableBytes) return now
    before = now
  }
  return before
}

/**
 * A heap that is warming up adds some bytes to most measurements, and now and then V8 discards start-up code or adds
 * some, a hundred kilobytes at once. The result is therefore the smallest measurement of those that agree most.
 */
function perObject(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const agreeing = countAgreeing(sorted)
  return Math.round(sorted[agreeing.indexOf(Math.max(...agreeing))]! / wordBytes) * wordBytes
}

/** For each measurement, how many are equal to it or at most `agreementBytes` larger. */
function countAgreeing(values: number[]): number[] {
  return values.map(value => values.filter(other => other >= value && other < value + agreementBytes).length)
}
