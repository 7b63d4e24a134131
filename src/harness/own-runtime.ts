// Describes the runtime of this process, for the head of a recording.
import type { RecordedRuntime } from '../model/event.ts'
import { heapStatistics, nodeVersion } from './natives.ts'

export function describeOwnRuntime(): RecordedRuntime {
  return {
    name: 'node',
    version: nodeVersion,
    v8: process.versions.v8 ?? '',
    platform: `${process.platform} ${process.arch}`,
    heapLimit: heapStatistics().heap_size_limit,
  }
}
