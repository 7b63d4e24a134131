// The value of each series at a reading: bytes, or objects for the watched objects that are alive.
import type { Reading } from './event.ts'
import type { Series } from './verdict.ts'

/** @returns undefined where it was not read */
export function seriesValue(series: Series, reading: Reading): number | undefined {
  switch (series) {
    case 'heap':
      return reading.heapUsed
    case 'external':
    case 'arrayBuffers':
    case 'alive':
      return reading[series]
    case 'workers':
      return reading.system?.workers === undefined ? 0 : (reading.system.workers.heapUsed ?? undefined)
    case 'uncounted':
      return reading.system?.uncountedBytes ?? undefined
  }
}
