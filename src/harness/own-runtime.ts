// Describes the runtime of this process, for the head of a recording.
import type { RecordedRuntime } from '../model/event.ts'
import { engine, engineVersion, heapStatistics } from './natives.ts'

export function describeOwnRuntime(): RecordedRuntime {
  return {
    name: engine,
    version: engineVersion,
    v8: engine === 'bun' ? '' : (process.versions.v8 ?? ''),
    platform: `${process.platform} ${process.arch}`,
    heapLimit: engine === 'bun' ? 0 : heapStatistics().heap_size_limit,
  }
}
