// The child process: describes a scenario file, or lives one of its variants.
// It depends on nothing but node: built-ins and two plain files of model/, so that every engine can load it.
import type { Failure, Moment, Outline } from '../model/event.ts'
import { type NormalScenario, normaliseScenario } from '../model/scenario.ts'
import { calibrate } from './calibrate.ts'
import { openChannel } from './channel.ts'
import { tellError } from './failure.ts'
import { type Clock, createMeter } from './meter.ts'
import { describeOwnRuntime } from './own-runtime.ts'
import { LeaklabVariant, runTrial } from './trial.ts'

const channel = openChannel()
const { assignment } = channel
const clock: Clock = { round: -1, tick: 0, collectedAt: 0 }
const life: { moment: Moment } = { moment: 'load' }
const progress = { totalSteps: 0 }
const ours = { uncaughtException: 1 }

function fail(origin: Failure['origin'], told: Pick<Failure, 'message' | 'stack'>): never {
  channel.send({
    type: 'failed',
    moment: life.moment,
    origin,
    ...told,
    round: clock.round,
    step: progress.totalSteps + (life.moment === 'step' ? 1 : 0),
  })
  // The parent ends this process, and all that it started, while its family can still be told by their parents.
  channel.receive()
  throw new Error('unreachable')
}

process.on('uncaughtException', (error, origin) => {
  // A scenario that handles such errors itself is telling a story about them.
  if (process.listenerCount('uncaughtException') > ours.uncaughtException) return
  fail(origin === 'unhandledRejection' ? 'rejection' : 'callback', tellError(error))
})
// Comes before the other, and there is no reason to take it away with all the others of that name.
process.on('uncaughtExceptionMonitor', error => {
  if (process.listenerCount('uncaughtException') === 0) fail('callback', tellError(error))
})
process.on('beforeExit', () => {
  const what =
    life.moment === 'load' ? 'its import' : life.moment === 'setup' ? 'its set-up' : 'a promise it returned'
  const message = `${what} never settles: nothing is left in the event loop that could settle it`
  fail('direct', { message, stack: '' })
})

async function main(): Promise<void> {
  if (assignment.mode === 'describe') {
    channel.send({ type: 'described', outline: outlineOf(await load()) })
  } else {
    const isMeasured = assignment.mode === 'trial'
    const meter = orFail('collector', () => createMeter(clock, isMeasured))
    const watchCost = !isMeasured
      ? { reference: 0, cell: 0, slot: 0 }
      : (assignment.watchCost ?? (await calibrate(meter)))
    channel.send({ type: 'hello', runtime: describeOwnRuntime(), watchCost })
    const scenario = await load()
    if (scenario === undefined) fail('shape', { message: 'there is no default export', stack: '' })
    const variant = scenario.variants.find(({ name }) => name === assignment.variant)
    if (variant === undefined) {
      fail('shape', { message: `there is no variant '${assignment.variant}'`, stack: '' })
    }
    await runTrial(
      channel,
      meter,
      watchCost,
      clock,
      life,
      progress,
      new LeaklabVariant(variant.setUp),
      isMeasured,
    )
  }
  // Nothing of the scenario's may run after the last word: no exit handler, no pending timer.
  channel.receive()
}

/** @returns undefined when the file exports nothing by default */
async function load(): Promise<NormalScenario | undefined> {
  const module = (await import(assignment.url)) as { default?: unknown }
  const exported = unwrapDefault(module.default)
  if (exported === undefined) return undefined
  const scenario = normaliseScenario(exported, assignment.slug)
  if ('problem' in scenario) fail('shape', { message: scenario.problem, stack: '' })
  return scenario
}

function outlineOf(scenario: NormalScenario | undefined): Outline | null {
  if (scenario === undefined) return null
  const { title, ask, learn, variants } = scenario
  return {
    title,
    ask,
    learn,
    variants: variants.map(({ setUp: _, ...variant }) => variant),
  }
}

/** CommonJS written by a compiler exports `{ __esModule: true, default: … }`. */
function unwrapDefault(exported: unknown): unknown {
  const compiled = exported as { __esModule?: boolean; default?: unknown } | undefined
  return compiled?.__esModule === true ? compiled.default : exported
}

function orFail<T>(origin: Failure['origin'], attempt: () => T): T {
  try {
    return attempt()
  } catch (error) {
    fail(origin, tellError(error))
  }
}

main().catch((error: unknown) => fail('direct', tellError(error)))
