// Reads what a trial takes outside of its own heap: memory that V8 does not count, descriptors and other resources, the heaps of its
// worker threads.
import type { Reading } from '../model/event.ts'
import { engine, isMainThread, memoryUsage } from './natives.ts'
import { createResidentMeter } from './resident.ts'
import { readDescriptorLimit, readResources } from './resources.ts'
import { createWorkerMeter } from './workers.ts'

type System = NonNullable<Reading['system']>

export interface SystemMeter {
  /** Makes worker threads collect. To be called before the main thread does. @returns undefined where there is none */
  collectWorkers(): Promise<void> | undefined
  /** Reads all, after `collectWorkers` and after the collection of the main thread. */
  read(memory: NodeJS.MemoryUsage): System
  /** For a process that goes on. No reading may follow. */
  close(): void
}

/**
 * To be created before the scenario is loaded. In a worker thread the process is not the scenario's alone, so its memory and its
 * descriptors are not read there.
 * @param mayHaveWorkers whether there may be worker threads already
 */
export function createSystemMeter(mayHaveWorkers: boolean): SystemMeter {
  // The counters of Bun do not say which pages are the heap's.
  const residentMeter = isMainThread && engine !== 'bun' ? createResidentMeter() : undefined
  const descriptorLimit = isMainThread ? readDescriptorLimit() : null
  const workerMeter = createWorkerMeter(mayHaveWorkers)
  let workers: System['workers']

  async function collect(reading: Promise<System['workers']>): Promise<void> {
    workers = await reading
  }

  return {
    collectWorkers() {
      workers = undefined
      const reading = workerMeter.read()
      return reading === undefined ? undefined : collect(reading)
    },
    read(memory) {
      const { active, ...resources } = readResources(isMainThread)
      const counted = memory.external + (workers?.heapTotal ?? 0)
      const resident = residentMeter?.read(memory.rss, counted, active.ProcessWrap !== undefined)
      return {
        residentBytes: resident?.bytes ?? null,
        uncountedBytes: resident?.uncountedBytes ?? null,
        ...resources,
        descriptorLimit,
        active,
        workers,
      }
    },
    close() {
      workerMeter.close()
      residentMeter?.close()
    },
  }
}

/** Makes the code above run before the first reading: it adds to the heap when it runs for the first times. */
export function rehearseSystemMeter(meter: SystemMeter, times: number): void {
  for (let i = 0; i < times; i++) meter.read(memoryUsage())
}
