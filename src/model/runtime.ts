// What does leaklab need to know of an engine: how a child is started, how it is spoken to, and what it cannot say?

/** The programs that run a trial. */
export const engines = ['node', 'bun', 'deno', 'python'] as const
export type Engine = (typeof engines)[number]

/**
 * What an engine may not offer.
 * - `major-collections`: whether a forced collection was a major one.
 * - `exact-liveness`: the stack is scanned conservatively, so a few objects can stay alive by chance.
 * - `exact-bytes`: memory is counted in blocks, and small growth is lost in noise.
 * - `external-memory`: how many bytes objects hold outside of the heap.
 * - `uncounted-memory`: which memory of the process no counter explains.
 * - `active-resources`: which timers, sockets and other handles keep the event loop alive.
 * - `retaining-paths`: heap snapshots that show what holds an object.
 */
export const offers = [
  'major-collections',
  'exact-liveness',
  'exact-bytes',
  'external-memory',
  'uncounted-memory',
  'active-resources',
  'retaining-paths',
] as const
export type Offer = (typeof offers)[number]

/** What a child is started for. `still`: the engine runs nothing concurrently with the program. */
export interface ChildTask {
  heapLimitMb: number
  /** Path of the scenario file. */
  file: string
  still: boolean
}

/** An engine's binary, and how to start the harness with it. */
export interface Runtime {
  name: Engine
  /** Path of the binary. */
  path: string
  /** `v20.20.2`. */
  version: string
  /** Whether what is still alive when the program ends is finalized then. */
  finalizesAtExit: boolean
  /** What this engine does not offer. */
  missing: readonly Offer[]
  /**
   * Where events come from and commands go to. `descriptor`: both on file descriptor 3. `stdio`: events on standard output, among what
   * the scenario prints, and commands on standard input.
   */
  channel: 'descriptor' | 'stdio'
  /** What is on standard error when the heap limit was reached; undefined where there is no limit. */
  outOfMemory: RegExp | undefined
  /** The arguments of a child, with the path of the harness. */
  arguments(task: ChildTask): string[]
}

/** Names of the engines as their makers write them. */
export const engineNames: Record<Engine, string> = {
  node: 'Node',
  bun: 'Bun',
  deno: 'Deno',
  python: 'CPython',
}

/** @param name as a recording has it; one of another version of leaklab may have others */
export function nameEngine(name: string): string {
  return engineNames[name as Engine] ?? name
}

/** `Node 22.11.0`, `CPython 3.11.7` */
export function nameRuntime({ name, version }: { name: string; version: string }): string {
  return `${nameEngine(name)} ${version.replace(/^v/, '')}`
}
