// Writes and reads recording files, newline-delimited JSON: a header, one line for each recording as soon as it is complete, the number
// of trials as soon as it is known, and a last line with the number of recordings. A truncated file is recognized and keeps its complete
// lines.
import { createReadStream } from 'node:fs'
import * as v from 'valibot'
import { count, maxTrials, trialCount } from '../model/bounded.ts'
import { recordingSchema, recordingVersion } from '../model/recording.ts'
import type { RecordingProblem } from '../model/recording-problem.ts'
import { type RecordedTrial, type Unloaded, unloadedSchema } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import { createLineSplitter, parseJson } from './line-splitter.ts'
import { refuseOtherFile, toFileFailure } from './output-file.ts'
import { replaceFile } from './replacing-file.ts'
import { createJsonPathHider, ownFolders, restorePaths } from './shared-paths.ts'

const format = 'leaklab-recording'
/** No recording has a longer line. */
const maxLineBytes = 64 << 20
/** Maximum size that is read, thousands of recordings: all of them are kept in memory. */
const maxFileBytes = 256 << 20
/** A recording has code, output and error messages: nobody but its owner reads a new one. */
const ownerOnly = 0o600
const headerStart = `{"format":"${format}"`

const headerSchema = v.object({ format: v.literal(format), version: count, leaklab: v.string() })
/** Trials end in any order; their numbers say in which order they are shown. */
const lineSchema = v.object({
  trial: trialCount,
  recording: recordingSchema,
  retries: v.optional(count, 0),
})
/** The number of trials in all shards of a run, and of those that are to be in this file: a run that was ended has fewer. */
const ofSchema = v.pipe(
  v.object({ of: trialCount, here: v.optional(trialCount) }),
  v.check(({ here = 0, of }) => here <= of),
)
const unloadedLineSchema = v.object({ unloaded: unloadedSchema })
const endSchema = v.object({ end: trialCount })
const anyLineSchema = v.union([lineSchema, endSchema, ofSchema, unloadedLineSchema])

export interface RecordingWriter {
  /** Writes how many trials there are in all shards, and how many of them will be in this file, as soon as that is known. */
  expect(all: number, here: number): void
  /** Adds the recording of the trial with this number. An error such as a full disk is thrown once, by `close`. */
  write(trial: number, trials: RecordedTrial): void
  /** Adds scenario files that could not be loaded. */
  addUnloaded(unloaded: readonly Unloaded[]): void
  /** The file takes the place of an older one, if anything was added. @throws UsageError when not everything could be written */
  close(): void
}

/**
 * Opens a file for recordings, before anything is run.
 * @throws UsageError when it cannot be written, or is a file of another kind
 */
export function createRecordingFile(path: string, leaklab: string): RecordingWriter {
  refuseOtherFile(path, headerStart, 'recording')
  const file = replaceFile(path, ownerOnly)
  const hidePaths = createJsonPathHider()
  try {
    file.write(JSON.stringify({ format, version: recordingVersion, leaklab }))
  } catch (error) {
    file.discard()
    throw error
  }
  let written = 0
  let [hasBegun, isExpecting] = [false, false]
  const add = (line: object) => {
    hasBegun = true
    try {
      file.write(JSON.stringify(line, hidePaths))
    } catch {
      // `close` throws it.
    }
  }
  return {
    expect(all, here) {
      add({ of: all, here })
      isExpecting = true
    },
    write(trial, { recording, retries }) {
      add({ trial, retries, recording })
      written++
    },
    addUnloaded(unloaded) {
      for (const one of unloaded) add({ unloaded: one })
    },
    close() {
      // Without trials there is nothing that an older recording should give way to.
      if (!hasBegun) return file.discard()
      // A run that was ended while its files were being loaded is cut off.
      if (isExpecting) add({ end: written })
      file.close()
    },
  }
}

export interface ReadRecordings {
  /** Sorted by the number of the trial. */
  trials: (RecordedTrial & { trial: number })[]
  unloaded: Unloaded[]
  /** Trials in all shards; as many as the numbers of this file need, where it does not say. */
  of: number
  /** What is wrong, when only the beginning of the file could be read. */
  problem: RecordingProblem | undefined
}

/**
 * Reads recordings line by line, so that memory is needed only for the recordings, not for the text of the file.
 * @throws UsageError when it cannot be read or is no recording of this version
 */
export async function readRecordingFile(path: string): Promise<ReadRecordings> {
  const found: v.InferOutput<typeof lineSchema>[] = []
  let line = 0
  const unloaded: Unloaded[] = []
  let of: number | undefined
  let here: number | undefined
  let ended: number | undefined
  let problem: RecordingProblem | undefined
  const folders = ownFolders()
  const numbers = new Set<number>()
  /** @returns false where a line contradicts those before it */
  const add = (output: v.InferOutput<typeof anyLineSchema>): boolean => {
    if ('end' in output) ended = output.end
    else if ('of' in output) {
      if (of !== undefined || found.some(({ trial }) => trial >= output.of)) return false
      of = output.of
      here = output.here
    } else if ('unloaded' in output) unloaded.push(output.unloaded)
    else {
      if (output.trial >= (of ?? maxTrials) || numbers.has(output.trial)) return false
      numbers.add(output.trial)
      found.push(output)
    }
    return true
  }
  const take = (text: Buffer | undefined) => {
    line++
    if (problem !== undefined) return
    const value = text === undefined ? undefined : parseJson(text.toString('utf8'))
    if (line === 1) return checkHeader(path, value)
    restorePaths(value, folders)
    const parsed = v.safeParse(anyLineSchema, value)
    if (!parsed.success || !add(parsed.output))
      problem = { code: 'damaged-line', line, complete: found.length }
  }
  const split = createLineSplitter(maxLineBytes, take)
  try {
    let first = true
    let bytes = 0
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      // A large file of another kind is refused after its first bytes.
      if (first && !(chunk as Buffer).toString('utf8', 0, headerStart.length).startsWith(headerStart))
        notARecording(path)
      first = false
      split(chunk as Buffer)
      bytes += (chunk as Buffer).length
      if (bytes > maxFileBytes) {
        problem ??= { code: 'too-large', megabytes: maxFileBytes >> 20, complete: found.length }
      }
      if (problem !== undefined) break
    }
    if (first) notARecording(path)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError('recording-unreadable', { path, failure: toFileFailure(error) })
  }
  if (line === 0) notARecording(path)
  if (problem === undefined && ended !== found.length) {
    problem = { code: 'cut-off', complete: found.length }
  }
  if (problem === undefined && here !== undefined && found.length < here) {
    problem = { code: 'run-ended-early', complete: found.length, expected: here }
  }
  const trials = found.sort((a, b) => a.trial - b.trial)
  const least = (trials.at(-1)?.trial ?? -1) + 1
  return { trials, unloaded, of: of ?? least, problem }
}

function checkHeader(path: string, value: unknown): void {
  const header = v.safeParse(headerSchema, value)
  if (!header.success) notARecording(path)
  if (header.output.version !== recordingVersion) {
    throw new UsageError('recording-of-other-format', {
      path,
      version: header.output.version,
      leaklab: header.output.leaklab,
      reads: recordingVersion,
    })
  }
}

function notARecording(path: string): never {
  throw new UsageError('not-a-recording', { path })
}
