// What is this process? As it says of itself at the head of every recording.
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
