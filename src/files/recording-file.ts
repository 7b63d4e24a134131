// Recordings in a file: newline-delimited JSON. A header, how many trials there are in all, one recording a line as
// soon as it is complete, and a last line with their number, so that a file that was cut off is known as such and
// loses only what was cut.
import { closeSync, createReadStream, openSync } from 'node:fs'
import * as v from 'valibot'
import { recordingSchema, recordingVersion } from '../model/recording.ts'
import { type RecordedTrial, type Unloaded, unloadedSchema } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import { createLineSplitter, parseJson } from './line-splitter.ts'
import { attempt, reason, refuseOtherFile, writeAll } from './output-file.ts'

const format = 'leaklab-recording'
/** No recording is longer; what is longer is something else. */
const maxLineBytes = 64 << 20
/** What is read of a file at the most: thousands of recordings, and they are held in memory. */
const maxFileBytes = 256 << 20
const headerStart = `{"format":"${format}"`

const headerSchema = v.object({ format: v.literal(format), version: v.number(), leaklab: v.string() })
/** Trials end in any order; their numbers say in which they are told. */
const lineSchema = v.object({
  trial: v.number(),
  recording: recordingSchema,
  retries: v.optional(v.number(), 0),
})
/** Of a run in shards, each file has a part of so many trials. */
const ofSchema = v.object({ of: v.number() })
const unloadedLineSchema = v.object({ unloaded: unloadedSchema })
const endSchema = v.object({ end: v.number() })
const anyLineSchema = v.union([lineSchema, endSchema, ofSchema, unloadedLineSchema])

export interface RecordingWriter {
  /** Says how many trials there are in all shards. */
  expect(trials: number): void
  /** Adds the recording of the trial with this number. A disk that is full is told once, by `close`. */
  write(trial: number, trials: RecordedTrial): void
  /** Adds scenario files that could not be loaded. */
  addUnloaded(unloaded: readonly Unloaded[]): void
  /** @throws UsageError when not everything could be written */
  close(): void
}

/**
 * Opens a file for recordings, before anything is run.
 * @throws UsageError when it cannot be written, or holds something that is no recording
 */
export function createRecordingFile(path: string, leaklab: string): RecordingWriter {
  refuseOtherFile(path, headerStart, 'recording')
  const descriptor = attempt(path, () => openSync(path, 'w'))
  attempt(path, () => writeAll(descriptor, JSON.stringify({ format, version: recordingVersion, leaklab })))
  let written = 0
  let failure: UsageError | undefined
  const add = (line: object) => {
    if (failure !== undefined) return
    try {
      attempt(path, () => writeAll(descriptor, JSON.stringify(line)))
    } catch (error) {
      failure = error as UsageError
    }
  }
  return {
    expect: trials => add({ of: trials }),
    write(trial, { recording, retries }) {
      add({ trial, retries, recording })
      written++
    },
    addUnloaded(unloaded) {
      for (const one of unloaded) add({ unloaded: one })
    },
    close() {
      add({ end: written })
      try {
        attempt(path, () => closeSync(descriptor))
      } catch (error) {
        failure ??= error as UsageError
      }
      if (failure !== undefined) throw failure
    },
  }
}

export interface ReadRecordings {
  /** In the order of their trials, each with its number. */
  trials: (RecordedTrial & { trial: number })[]
  unloaded: Unloaded[]
  /** Trials in all shards; as many as there are here, where the file does not say. */
  of: number
  /** What is wrong with the file, when its beginning could be read and not all of it. */
  problem: string | undefined
}

/**
 * Reads recordings back, line by line, so that a huge file costs no more memory than what it says.
 * @throws UsageError when it cannot be read or is no recording of this version
 */
export async function readRecordingFile(path: string): Promise<ReadRecordings> {
  const found: v.InferOutput<typeof lineSchema>[] = []
  let line = 0
  const unloaded: Unloaded[] = []
  let of: number | undefined
  let ended: number | undefined
  let problem: string | undefined
  const take = (text: Buffer | undefined) => {
    line++
    if (problem !== undefined) return
    const value = text === undefined ? undefined : parseJson(text.toString('utf8'))
    if (line === 1) return checkHeader(path, value)
    const parsed = v.safeParse(anyLineSchema, value)
    if (parsed.success) {
      const { output } = parsed
      if ('end' in output) ended = output.end
      else if ('of' in output) of = output.of
      else if ('unloaded' in output) unloaded.push(output.unloaded)
      else found.push(output)
    } else problem = `line ${line} is damaged; ${found.length} complete recordings stand before it`
  }
  const split = createLineSplitter(maxLineBytes, take)
  try {
    let first = true
    let bytes = 0
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      // A gigabyte of something else is refused by its first bytes.
      if (first && !(chunk as Buffer).toString('utf8', 0, headerStart.length).startsWith(headerStart))
        notARecording(path)
      first = false
      split(chunk as Buffer)
      bytes += (chunk as Buffer).length
      if (bytes > maxFileBytes) {
        problem ??= `only its first ${maxFileBytes >> 20} MB were read; ${found.length} complete recordings stand in them`
      }
      if (problem !== undefined) break
    }
    if (first) notARecording(path)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(
      `${path} cannot be read: ${reason(error)}`,
      'name a file that `leaklab run --record` wrote',
    )
  }
  if (line === 0) notARecording(path)
  if (problem === undefined && ended !== found.length) {
    problem = `the file was cut off; ${found.length} complete recordings stand in it`
  }
  const trials = found.sort((a, b) => a.trial - b.trial)
  return { trials, unloaded, of: of ?? trials.length, problem }
}

function checkHeader(path: string, value: unknown): void {
  const header = v.safeParse(headerSchema, value)
  if (!header.success) notARecording(path)
  if (header.output.version !== recordingVersion) {
    throw new UsageError(
      `${path} is a recording of format ${header.output.version}, written by leaklab ${header.output.leaklab}; this leaklab reads format ${recordingVersion}`,
      'replay it with the leaklab that wrote it',
    )
  }
}

function notARecording(path: string): never {
  throw new UsageError(`${path} is no leaklab recording`, 'name a file that `leaklab run --record` wrote')
}
