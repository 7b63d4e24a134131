// What leaklab must know of a runtime to start a child in it.

/** An engine's program and how to start a harness with it. */
export interface Runtime {
  /** Path of the binary. */
  path: string
  /** `v20.20.2`. */
  version: string
  /** The arguments before the harness's own path. */
  arguments(options: { heapLimitMb: number; file: string }): string[]
}

/** The code a harness exits with when its channel is gone while it lives: the scenario closed or replaced it. */
export const channelLostCode = 86
