// What can be wrong with a user's request? A code for each problem, and the data that its sentence needs. The sentences are in
// report/words/.
import type { ExpectedSetting } from './configuration.ts'
import type { UnloadedReason } from './report.ts'
import type { Engine } from './runtime.ts'

/** Why the file system refused something: its code, such as `ENOENT`, and its own message. */
export interface FileFailure {
  errno: string
  message: string
}

/** Why a path is no engine that can be used. */
export type RuntimeFailure =
  | { why: 'missing' | 'not-executable' | 'silent' }
  /** Not on the PATH, nor where version managers put it. */
  | { why: 'not-found'; engine: Engine; version: string }
  | { why: 'other-program'; answer: string }
  | { why: 'too-old'; engine: Engine; version: string; oldest: string }

export interface Problems {
  // Scenarios
  'no-such-file': { file: string }
  /** A folder, a pipe, a device. */
  'not-a-file': { file: string }
  'not-javascript': { file: string; endings: readonly string[] }
  'no-file-matches': { glob: string; endings: readonly string[] }
  'no-scenario-file': { folder: string; endings: readonly string[] }
  'no-scenario-in-folder': { folder: string }
  'unknown-scenario': { name: string; near: string | undefined }
  'unreadable-path': { path: string; message: string }
  'unknown-variant': { name: string; near: string | undefined; names: readonly string[] }
  'no-variant-matches': { pattern: string; variants: number; example: string }
  'unknown-export': { file: string; name: string; near: string | undefined; names: readonly string[] }
  'no-scenario-to-show': { file: string; problem: string }
  'doctor-of-python': Record<string, never>
  'needs-python': { file: string }
  /** None of the scenarios has a twin in Python. `known` have one. */
  'no-twin': { names: readonly string[]; known: readonly string[] }
  'nothing-to-watch': Record<string, never>
  'limit-invalid': { name: string; value: string; least: number; most: number; isWhole: boolean }

  // Command line
  'unknown-command': { word: string; isScenario: boolean; near: string | undefined }
  'unknown-word': { word: string; near: string | undefined }
  'snapshot-of-many': { variants: number; first: string }
  'lesson-of-many': { target: string; count: number; first: string }
  'two-on-stdout': { first: string; second: string }
  'reporter-without-file': { spec: string }
  'two-in-one-file': { file: string }
  'unknown-reporter': { name: string; near: string | undefined; names: readonly string[] }
  'reporter-unloadable': { name: string; message: string }
  'not-a-reporter': { name: string }
  /** Loading it, or its report, is a promise that nothing can settle. */
  'reporter-never-settles': { name: string; what: 'import' | 'report' }
  /** It threw. */
  'reporter-failed': { name: string; message: string }
  'name-not-a-file': { name: string }
  'file-exists': { path: string }

  // Configuration and budgets
  'two-configurations': { files: readonly string[] }
  'configuration-unloadable': { file: string; message: string }
  /** Its import is a promise that nothing can settle. */
  'configuration-never-settles': { file: string }
  'unknown-setting': { file: string; key: string; near: string | undefined; known: readonly string[] }
  'configuration-invalid': { file: string; expected: ExpectedSetting; received: string }
  'setting-invalid': {
    file: string
    key: string
    expected: ExpectedSetting
    received: string
    known: readonly string[]
  }
  'budget-unreadable': { file: string; failure: FileFailure }
  'budget-not-json': { file: string; message: string }
  'budget-invalid': { file: string; path: string; message: string }

  // Playlists and presentations
  'playlist-unreadable': { file: string; failure: FileFailure }
  'playlist-not-json': { file: string; message: string }
  'playlist-invalid': { file: string; path: string; message: string }
  'lesson-number': { number: number; of: number }

  // Git
  'git-missing': Record<string, never>
  'no-repository': Record<string, never>
  'unknown-commit': { commit: string }
  'git-failed': { message: string }

  // Recordings and reports
  'other-kind-of-file': { path: string; kind: 'recording' | 'snapshot' | 'report' }
  'file-unwritable': { path: string; failure: FileFailure }
  /** `part`: the file beside it that has what could be written. `isNew`: there was none before. */
  'file-incomplete': { path: string; part: string; failure: FileFailure; isNew: boolean }
  'file-locked': { path: string; lock: string }
  'file-written-meanwhile': { path: string; part: string }
  'recording-unreadable': { path: string; failure: FileFailure }
  'recording-of-other-format': { path: string; version: number; leaklab: string; reads: number }
  'not-a-recording': { path: string }
  'shards-of-two-runs': { first: string; of: number; other: string; otherOf: number }
  'shard-twice': { first: string; second: string; trial: string }
  'not-a-report': Record<string, never>
  'report-of-other-version': { version: string; reads: number }
  'report-damaged': { path: string | null; message: string }
  'report-not-json': Record<string, never>

  // Runtimes and steps in a test's own process
  'runtime-version-twice': { name: string; paths: [string, string]; option: string }
  'runtime-unusable': { path: string; failure: RuntimeFailure; option: string }
  'no-collector': Record<string, never>
  'bytes-invalid': { value: string }
  'object-in-place-of-function': { value: string }
  'calls-invalid': { value: string }
  'neither-step-nor-path': { value: string }
  'step-with-arguments': { count: number }
  'option-for-files': { name: string }
  'object-maker-too-slow': { seconds: number }
  'object-maker-made-no-object': { value: string }
  'many-files-to-measure': { file: string }
  'file-unloadable': { file: string; reason: UnloadedReason; problem: string }
  'variant-not-chosen': { file: string; variants: number; names: readonly string[] }

  // Heap snapshots
  'several-snapshots-to-inspect': { files: readonly string[] }
  'class-and-id': Record<string, never>
  'why-without-object': { file: string }
  'too-many-to-compare': Record<string, never>
  'two-from-pipe': Record<string, never>
  'option-for-one-snapshot': { newest: string }
  'snapshots-of-two-processes': { older: string; newer: string }
  'snapshots-in-wrong-order': { older: string; newer: string }
  'unknown-id': { id: number; file: string }
  'unknown-class': { name: string; near: string | undefined; file: string }
  'no-pipe': Record<string, never>
  'no-snapshot-file': { file: string }
  'snapshot-is-folder': { file: string; found: string | undefined }
  'snapshot-unreadable': { message: string }
  'snapshot-truncated': { file: string; message: string }
  'snapshot-compressed': { file: string }
  'snapshot-too-large': { file: string; message: string }
  'not-a-snapshot': { file: string; reason: string }
}

/** What is wrong, and what to try next. */
export interface ProblemWords {
  message: string
  hint: string
}
