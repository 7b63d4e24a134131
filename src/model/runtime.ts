// What leaklab must know of a runtime to start a child in it.

/** An engine's program and how to start a harness with it. */
export interface Runtime {
  name: 'node'
  /** Path of the binary. */
  path: string
  /** `v20.20.2`. */
  version: string
  /** The arguments before the harness's own path. `still`: the engine does nothing beside the program's own work. */
  arguments(options: { heapLimitMb: number; file: string; still: boolean }): string[]
}

/** The code a harness exits with when its channel is gone while it lives: the scenario closed or replaced it. */
export const channelLostCode = 86
