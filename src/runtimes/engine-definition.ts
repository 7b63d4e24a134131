// What defines an engine, besides how its children are started.
import type { Runtime } from '../model/runtime.ts'

export interface EngineDefinition {
  /** The oldest version that leaklab runs: `20.12`. */
  oldest: string
  /** What the binary is called, without `.exe`; the most usual name first. */
  programs: readonly string[]
  /** What `--version` prints; the first group is the version. */
  versionPattern: RegExp
  /** What a binary is run with so that it prints its own path, if it may be a script that starts another one, as those of pyenv are. */
  askPath?: readonly string[]
  /** @param version `v20.20.2` */
  at(path: string, version: string): Runtime
}
