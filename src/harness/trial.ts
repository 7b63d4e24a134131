// One variant, lived: set up, rounds as the parent asks for them, release. Each ends in a settled reading.

import type { Moment, Reading, WatchCost } from '../model/event.ts'
import { describeValue } from '../scenario/describe-value.ts'
import type { Step, Variant } from '../scenario/scenario.ts'
import type { TrialChannel } from './channel.ts'
import { createLab } from './lab.ts'
import { type Clock, type Meter, ticks } from './meter.ts'
import { now } from './natives.ts'
import { type Level, settle } from './settle.ts'
import { writeSnapshot } from './snapshot.ts'
import { type Progress, runSteps } from './steps.ts'
import { createTrackedObjects, type FinalizedObject } from './tracked-objects.ts'

/** Rounds lived before the first that counts. More of them move nothing any more, and cost start-up. */
const rehearsals = 12

/** The only reference to the step, and so to the world. Its name shows in heap snapshots: a path begins here. */
export class LeaklabWorld {
  step: Step | undefined = undefined
}

/** The variant to be lived. In a snapshot, what its module alone holds is told from here on. */
export class LeaklabVariant {
  readonly setUp: Variant
  constructor(setUp: Variant) {
    this.setUp = setUp
  }
}

export async function runTrial(
  channel: TrialChannel,
  meter: Meter,
  cost: WatchCost,
  clock: Clock,
  phase: { moment: Moment },
  progress: Progress,
  variant: LeaklabVariant,
  isMeasured: boolean,
): Promise<void> {
  const witnesses = createTrackedObjects(clock)
  const desk = createLab(channel, witnesses, clock, phase)
  let finalizers = 0
  let last: Reading | undefined
  let before: Reading | undefined

  // Nothing else of ours may hold the step, or release would release nothing.
  const world = new LeaklabWorld()

  async function read(stage: number, steps: number, stepMs: number): Promise<Reading> {
    phase.moment = 'collection'
    const began = now()
    const expected = before === undefined || last === undefined ? undefined : goOn(before, last, steps)
    const { memory, heapUsed, settled } = await settle(meter, witnesses, cost, expected)
    for (const death of witnesses.takeFinalized()) sendFinalized(death)
    const census = witnesses.census()
    const { major, minor, pauseMs } = meter.takeCollections()
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
    }
    before = last
    last = reading
    return reading
  }

  function sendFinalized(death: FinalizedObject): void {
    finalizers++
    const { label, round, delayMs } = death
    channel.send({ type: 'finalizer', order: finalizers, label, round, tick: ticks[death.tick]!, delayMs })
  }

  // A function of its own: the locals of this one live until the end, and would keep the step.
  async function buildWorld(): Promise<void> {
    const step: unknown = await variant.setUp(desk.lab)
    if (typeof step !== 'function') {
      throw new TypeError(`the set-up returned ${describeValue(step)}; expected the step, a function`)
    }
    world.step = step as Step
  }
  const liveSteps = (count: number, maxMs: number) => runSteps(world.step!, count, maxMs, progress)

  async function serve(): Promise<void> {
    for (;;) {
      const command = channel.receive()
      if (command.do === 'end') break
      if (command.do === 'round') {
        clock.round++
        phase.moment = 'step'
        const began = now()
        const steps = await liveSteps(command.steps, command.maxMs)
        channel.send({ type: 'round', reading: await read(command.stage, steps, now() - began) })
      } else if (command.do === 'segment') {
        phase.moment = 'step'
        channel.send({ type: 'segment', steps: await liveSteps(command.steps, command.maxMs) })
      } else if (command.do === 'snapshot') {
        // What goes only when callbacks of collected objects have run would be gone in the next snapshot, and hide what grows.
        phase.moment = 'collection'
        await settle(meter, witnesses, cost, undefined)
        // What is told of each that died would be seen to grow.
        witnesses.takeFinalized()
        const began = now()
        const problem = await writeSnapshot(command.path, witnesses)
        const snapshotMs = now() - began
        channel.send({ type: 'snapshot', snapshotMs, problem })
      } else {
        channel.send({ type: 'census', labels: witnesses.perLabel() })
        clock.round++
        phase.moment = 'release'
        world.step = undefined
        await desk.cleanUp()
        channel.send({ type: 'released', reading: await read(0, 0, 0) })
      }
    }
  }

  // Code of ours that runs for the first times leaves bytecode, feedback and machine code in the heap. Let it do
  // so before the first reading, or rounds would be seen to grow by what it takes to live and read them.
  if (isMeasured) {
    meter.rehearse(true)
    channel.rehearse({ do: 'round', stage: 0, steps: 1, maxMs: 100 }, rehearsals)
    world.step = () => {}
    await serve()
    meter.rehearse(false)
    progress.totalSteps = 0
    clock.round = -1
  }

  phase.moment = 'setup'
  await buildWorld()
  channel.send({ type: 'ready', reading: await read(0, 0, 0) })
  await serve()
  channel.send({ type: 'done', finalizers: witnesses.census().delivered, notes: desk.notes() })
}

/** Where memory would be after so many steps more, if they did what the last ones did. */
function goOn(before: Reading, last: Reading, steps: number): Level {
  const part = last.steps === 0 ? 0 : steps / last.steps
  return {
    heapUsed: last.heapUsed + (last.heapUsed - before.heapUsed) * part,
    external: last.external + (last.external - before.external) * part,
    alive: last.alive + (last.alive - before.alive) * part,
  }
}
