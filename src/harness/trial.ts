// Runs one variant: set-up, the rounds that the parent asks for, release. Each ends with a reading of a settled heap.

import type { Moment, Reading, WatchCost } from '../model/event.ts'
import { describeValue } from '../scenario/describe-value.ts'
import type { Step, Variant } from '../scenario/scenario.ts'
import type { TrialChannel } from './channel.ts'
import { createLab } from './lab.ts'
import { type Clock, type Meter, ticks } from './meter.ts'
import { floor, memoryUsage, now } from './natives.ts'
import type { PendingOutput } from './output.ts'
import { createQuiet } from './quiet.ts'
import type { ScenarioRegistries } from './scenario-registries.ts'
import { type Expected, type Level, settle, trackingBytes } from './settle.ts'
import type { SnapshotWriter } from './snapshot.ts'
import { type Progress, runSteps } from './steps.ts'
import { rehearseSystemMeter, type SystemMeter } from './system.ts'
import { createTrackedObjects, type FinalizedObject } from './tracked-objects.ts'

/**
 * In few iterations, a leak adds no more than what is waiting for a second collection. A measured round of so many iterations or fewer is
 * read only when memory is stable; one of warm-up too, if it took so many milliseconds that its collections take little of its time.
 */
const fewSteps = 100
const longMs = 5
/** Rounds of an empty step before the trial. More of them change no reading any more, and take start-up time. */
const rehearsals = 12
/** The same for what is read of the system: it goes through texts, and is compiled after some calls. */
const systemRehearsals = 60

/**
 * The harness's only reference to the step, and so to the scenario's objects. retention/ finds this class by its name in a
 * heap snapshot: paths are shown from here on.
 */
export class LeaklabWorld {
  step: Step | undefined = undefined
}

/** The variant to run. In a snapshot, paths to what only its module holds are shown from here on. */
export class LeaklabVariant {
  readonly setUp: Variant
  constructor(setUp: Variant) {
    this.setUp = setUp
  }
}

/** The set-up returned something else than the step. */
export class NoStepError extends TypeError {}

/**
 * @param system undefined for a heap inspection: then nothing is measured, and nothing rehearsed
 * @param snapshots of a heap inspection; undefined for a trial that is measured
 * @param pendingOutput how much of what the scenario printed is still waiting
 * @param registries the scenario's own, if they are watched
 * @throws what the scenario throws
 */
export async function runTrial(
  channel: TrialChannel,
  meter: Meter,
  cost: WatchCost,
  clock: Clock,
  phase: { moment: Moment },
  progress: Progress,
  variant: LeaklabVariant,
  system: SystemMeter | undefined,
  snapshots: SnapshotWriter | undefined,
  pendingOutput: PendingOutput,
  registries?: ScenarioRegistries,
): Promise<void> {
  const trackedObjects = createTrackedObjects(clock)
  const controller = createLab(channel, trackedObjects, clock, phase)
  const quiet = createQuiet(pendingOutput)
  let finalizers = 0
  // Of a reading only the levels are kept: a list of collections, longer or shorter, would be in the next reading.
  let last: PastReading | undefined
  let previous: PastReading | undefined

  // Nothing else in the harness may reference the step, or dropping it would free nothing.
  const world = new LeaklabWorld()

  async function read(
    stage: number,
    steps: number,
    stepMs: number,
    expected: Expected | 'anything' | undefined,
  ): Promise<Reading> {
    phase.moment = 'collection'
    const began = now()
    const uncollected = memoryUsage()
    const before = {
      heapUsed: uncollected.heapUsed - trackingBytes(trackedObjects, cost),
      external: uncollected.external,
    }
    const collectingWorkers = system?.collectWorkers()
    if (collectingWorkers !== undefined) await collectingWorkers
    const { memory, heapUsed, settled } = await settle(meter, trackedObjects, cost, expected, quiet)
    const finalized = trackedObjects.takeFinalized()
    for (let i = 0; i < finalized.length; i++) sendFinalized(finalized[i]!)
    const census = trackedObjects.census()
    const { major, minor, pauseMs, newest } = meter.takeCollections()
    const reading: Reading = {
      round: clock.round,
      stage,
      steps,
      totalSteps: progress.totalSteps,
      heapUsed,
      external: memory.external,
      arrayBuffers: memory.arrayBuffers,
      rawHeapUsed: memory.heapUsed,
      rss: memory.rss,
      watched: census.watched,
      alive: census.alive,
      finalized: census.delivered,
      oldestRound: census.oldestRound,
      untracked: census.untracked,
      majorCollections: major,
      minorCollections: minor,
      pauseMs,
      ...meter.forced(),
      stepMs,
      settleMs: now() - began,
      settled,
      before,
      system: system?.read(memory),
      atMs: now(),
      collections: newest,
    }
    previous = last
    last = { stage, steps, heapUsed, external: memory.external, alive: census.alive }
    return reading
  }

  /**
   * Warm-up shows only whether growth still changes, and what waits for a second collection in each round does not change it. After it,
   * one reading of stable memory is needed to expect anything of the next.
   */
  function expectAfter(stage: number, steps: number, stepMs: number): Expected | 'anything' | undefined {
    if (steps <= fewSteps && (stage > 0 || stepMs >= longMs)) return undefined
    if (stage === 0) return 'anything'
    if (last?.stage === 0) return undefined
    return extrapolate(previous, last, steps)
  }

  function sendFinalized(finalized: FinalizedObject): void {
    finalizers++
    const { label, round, delayMs } = finalized
    channel.send({
      type: 'finalizer',
      order: finalizers,
      label,
      round,
      tick: ticks[finalized.tick]!,
      delayMs,
    })
  }

  // A separate function: the locals of runTrial stay alive until its end and would keep the step.
  async function buildWorld(): Promise<void> {
    const step: unknown = await variant.setUp(controller.lab)
    if (typeof step !== 'function') {
      throw new NoStepError(`its set-up returned ${describeValue(step)}; expected the step, a function`)
    }
    world.step = step as Step
  }
  let hasBegun = false
  const runMore = (count: number, maxMs: number) => runSteps(world.step!, count, maxMs, progress, quiet)

  async function runCommands(): Promise<void> {
    for (;;) {
      const command = channel.receive()
      if (command.do === 'end') break
      if (command.do === 'round') {
        clock.round++
        phase.moment = 'step'
        const began = now()
        const steps = await runMore(command.steps, command.maxMs)
        const stepMs = now() - began
        const expected = expectAfter(command.stage, steps, stepMs)
        channel.send({ type: 'round', reading: await read(command.stage, steps, stepMs, expected) })
      } else if (command.do === 'segment') {
        phase.moment = 'step'
        let ran = 0
        if (!hasBegun && snapshots?.begin !== undefined) {
          ran = await runMore(floor(command.steps / 2), command.maxMs)
          await snapshots.begin()
        }
        hasBegun = true
        ran += await runMore(command.steps - ran, command.maxMs)
        channel.send({ type: 'segment', steps: ran })
      } else if (command.do === 'snapshot') {
        // What is freed only after finalization callbacks have run would be missing in the next snapshot and hide growth.
        phase.moment = 'collection'
        await settle(meter, trackedObjects, cost, undefined, quiet)
        // Drop the list of finalized objects: it would show as growth.
        trackedObjects.takeFinalized()
        const began = now()
        const problem = await snapshots!.write(command.path, trackedObjects)
        const snapshotMs = now() - began
        channel.send({ type: 'snapshot', snapshotMs, problem })
      } else {
        channel.send({ type: 'census', labels: trackedObjects.perLabel() })
        registries?.takeCounts()
        clock.round++
        phase.moment = 'release'
        world.step = undefined
        await controller.cleanUp()
        const reading = await read(0, 0, 0, extrapolate(previous, last, 0))
        if (registries !== undefined)
          channel.send({ type: 'registries', created: registries.created(), watched: registries.report() })
        channel.send({ type: 'released', reading })
      }
    }
  }

  // When the harness's code runs for the first times, V8 adds bytecode, feedback and machine code to the heap. A rehearsal
  // makes it do so before the first reading; otherwise the first rounds would seem to grow.
  if (system !== undefined) {
    rehearseSystemMeter(system, systemRehearsals)
    meter.rehearse(true)
    channel.rehearse({ do: 'round', stage: 1, steps: 1, maxMs: 100 }, rehearsals)
    world.step = () => {}
    await runCommands()
    meter.rehearse(false)
    progress.totalSteps = 0
    clock.round = -1
  }

  // Dropping the scenario frees what its set-up made, too. Only what comes on top of that was kept by iterations.
  const empty = system !== undefined ? await settle(meter, trackedObjects, cost, undefined, quiet) : undefined
  phase.moment = 'setup'
  await buildWorld()
  const baseline = await read(0, 0, 0, undefined)
  if (empty !== undefined) {
    const before = empty.heapUsed + empty.memory.external
    baseline.setUpBytes = baseline.heapUsed + baseline.external - before
  }
  channel.send({ type: 'ready', reading: baseline })
  await runCommands()
  channel.send({ type: 'done', finalizers: trackedObjects.census().delivered, notes: controller.notes() })
}

interface PastReading extends Level {
  stage: number
  steps: number
}

/** The level of memory after so many more iterations, if the trend of the last round continues. */
function extrapolate(
  previous: PastReading | undefined,
  last: PastReading | undefined,
  steps: number,
): Expected | undefined {
  if (previous === undefined || last === undefined) return undefined
  const part = last.steps === 0 ? 0 : steps / last.steps
  const next = {
    heapUsed: last.heapUsed + (last.heapUsed - previous.heapUsed) * part,
    external: last.external + (last.external - previous.external) * part,
    alive: last.alive + (last.alive - previous.alive) * part,
  }
  return { last, next, mayFall: steps > 0 }
}
