// Simulates a whole trial without a child process: the schedule runs against a model of memory, and the result is judged.
import { decide } from '../../src/judgement/decide.ts'
import { planNext } from '../../src/judgement/schedule.ts'
import type { Reading } from '../../src/model/event.ts'
import type { Recording } from '../../src/model/recording.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { makeReading, makeRecording } from '../recordings.ts'

export interface Model {
  /** Bytes in the heap after so many steps. */
  heap?: (steps: number) => number
  external?: (steps: number) => number
  arrayBuffers?: (steps: number) => number
  /** Watched objects alive after so many steps; one is watched in each step. */
  alive?: (steps: number) => number
  /** Bytes in the heap by the steps of the newest round: garbage between two collections. */
  perRound?: (steps: number) => number
  /** Bytes that no counter explains, after so many steps, and by the steps of the newest round. */
  uncounted?: (steps: number, roundSteps: number) => number
  /** Bytes outside the heap that wait for the collection, by the steps of the round. */
  garbage?: (roundSteps: number) => number
  /** Bytes in the heap of a worker thread that is there throughout, after so many steps. */
  worker?: (steps: number) => number
  /** Open descriptors after so many steps, of 1,024 that the process may open. The step fails when there are no more. */
  descriptors?: (steps: number) => number
  /** Error of one reading in bytes, by the number of the reading. */
  noise?: (reading: number) => number
  msPerStep?: number
  /** By how many milliseconds each step takes longer than the one before it. */
  slowdownMs?: number
  /** By what a busy machine multiplies the duration of a round, by its number. */
  load?: (round: number) => number
  /** Bytes of the heap that dropping the scenario frees. */
  freed?: number
  /** By how many bytes the set-up raised memory. */
  setUpBytes?: number
}

const descriptorLimit = 1024
const settleMs = 10
/** A trial that has not ended after so many commands never will. */
const maxCommands = 2000

function workersOf(grown: number) {
  const heapUsed = 3_000_000 + Math.round(grown)
  return { alive: 1, heapUsed, heapTotal: heapUsed }
}

/** Simulates a trial to its end. */
export function simulate(
  model: Model,
  plan: Partial<Recording['plan']> = {},
): { recording: Recording; verdict: Verdict } {
  const { msPerStep = 0.001, slowdownMs = 0, load = () => 1 } = model
  const level = (change: ((steps: number) => number) | undefined, steps: number, from: number) =>
    from + Math.round(change?.(steps) ?? 0)
  let readings = 0
  let totalSteps = 0
  let totalMs = 0

  const read = (round: number, stage: number, steps: number, stepMs = 0): Reading => {
    const noise = Math.round(model.noise?.(readings++) ?? 0)
    const watched = model.alive === undefined ? 0 : totalSteps
    const alive = Math.round(model.alive?.(totalSteps) ?? 0)
    const external = level(model.external, totalSteps, 1_000_000)
    return makeReading({
      round,
      stage,
      steps,
      totalSteps,
      heapUsed: level(model.heap, totalSteps, 4_000_000) + level(model.perRound, steps, 0) + noise,
      external,
      before: { heapUsed: 4_000_000, external: external + (model.garbage?.(steps) ?? 0) },
      arrayBuffers: level(model.arrayBuffers, totalSteps, 10_000),
      watched,
      alive,
      finalized: watched - alive,
      oldestRound: alive > 0 ? 0 : null,
      forced: readings * 2,
      forcedMajor: readings * 2,
      stepMs,
      // The process of a test may be old.
      atMs: 3_600_000 + totalMs,
      settleMs,
      system: {
        residentBytes: 60_000_000,
        uncountedBytes: Math.round(model.uncounted?.(totalSteps, steps) ?? 0),
        descriptors: 20 + Math.floor(model.descriptors?.(totalSteps) ?? 0),
        descriptorLimit,
        addressSpaceGiB: 1,
        active: {},
        ...(model.worker === undefined ? {} : { workers: workersOf(model.worker(totalSteps)) }),
      },
    })
  }

  /** As the child does: at least one step, and no more than the time allows. */
  function runSteps(most: number, maxMs: number): { steps: number; stepMs: number } {
    const from = totalSteps
    const slower = load(recording.rounds.length)
    let stepMs = 0
    do stepMs += slower * (msPerStep + slowdownMs * totalSteps++)
    while (totalSteps - from < most && stepMs < maxMs)
    return { steps: totalSteps - from, stepMs }
  }

  const recording = makeRecording(
    { stated: false },
    {
      watchBytes: 104,
      baseline: { ...read(-1, 0, 0), setUpBytes: model.setUpBytes },
    },
  )
  Object.assign(recording.plan, plan)
  for (let commands = 0; commands < maxCommands; commands++) {
    const command = planNext(recording)
    if (command.do === 'end') return { recording, verdict: decide(recording) }
    if (command.do === 'release') {
      const reading = read(recording.rounds.length, 0, 0)
      recording.released = { ...reading, heapUsed: reading.heapUsed - (model.freed ?? 0) }
    } else if (command.do === 'round') {
      const { steps, stepMs } = runSteps(command.steps, command.maxMs)
      totalMs += stepMs + settleMs
      if (totalMs > recording.plan.timeoutMs) {
        recording.ending = { kind: 'timeout', afterMs: recording.plan.timeoutMs }
        return { recording, verdict: decide(recording) }
      }
      if (20 + (model.descriptors?.(totalSteps) ?? 0) > descriptorLimit) {
        const failure = { message: 'EMFILE: too many open files', stack: '', round: 0, step: totalSteps }
        recording.ending = { kind: 'failed', failure: { ...failure, moment: 'step', origin: 'direct' } }
        return { recording, verdict: decide(recording) }
      }
      recording.rounds.push(read(recording.rounds.length, command.stage, steps, stepMs))
    }
  }
  throw new Error('the schedule never ends')
}

/** Pseudo-random numbers between 0 and 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
