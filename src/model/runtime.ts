// How is a child process started in a runtime, and how does it say that its channel is lost?

/** A runtime's binary, and how to start the harness with it. */
export interface Runtime {
  name: 'node' | 'python'
  /** Path of the binary. */
  path: string
  /** `v20.20.2`. */
  version: string
  /** The arguments before the path of the harness. `still`: the engine runs nothing concurrently with the program. */
  arguments(options: { heapLimitMb: number; file: string; still: boolean }): string[]
  /** The program that runs in the child, if it is not the one in JavaScript. */
  harness?: string
}

/** The harness's exit code when it loses its channel during a trial: the scenario has closed or replaced the descriptor. */
export const channelLostCode = 86
/** The longest event that a child may send, in bytes. */
export const maxEventBytes = 1 << 20
