// The child process: describes a scenario file, or runs one of its variants.
// It depends on nothing but node: built-ins and files of scenario/ and model/ without dependencies, so that every engine can load it.
import { fileURLToPath } from 'node:url'
import type { Exported, Failure, Moment } from '../model/event.ts'
import type { NormalScenario } from '../scenario/scenario.ts'
import { type Exports, exportsOf, normalizeExport, scenarioNames, slugOf } from '../scenario/scenario-file.ts'
import { calibrate } from './calibrate.ts'
import { openChannel } from './channel.ts'
import { describeError } from './failure.ts'
import { filterList } from './lists.ts'
import { type Clock, createMeter } from './meter.ts'
import { watchOutput } from './output.ts'
import { describeOwnRuntime } from './own-runtime.ts'
import { watchScenarioRegistries } from './scenario-registries.ts'
import { createSnapshotWriter } from './snapshot-writer.ts'
import { createSystemMeter } from './system.ts'
import { LeaklabVariant, NoStepError, runTrial } from './trial.ts'

const channel = openChannel()
const { assignment } = channel
const clock: Clock = { round: -1, tick: 0, collectedAt: 0 }
const phase: { moment: Moment } = { moment: 'load' }
const progress = { totalSteps: 0 }
const ownListeners = { uncaughtException: 1 }

function fail(origin: Failure['origin'], description: Pick<Failure, 'code' | 'message' | 'stack'>): never {
  // What fails during the rehearsal was set in motion by loading the file.
  const isLoading = channel.stopRehearsal()
  channel.send({
    type: 'failed',
    moment: isLoading ? 'load' : phase.moment,
    origin,
    ...description,
    round: isLoading ? -1 : clock.round,
    step: isLoading ? 0 : progress.totalSteps + (phase.moment === 'step' ? 1 : 0),
  })
  // The parent ends this process and its descendants; while this process waits here, parent ids still identify them.
  channel.receive()
  throw new Error('unreachable')
}

process.on('uncaughtException', (error, origin) => {
  // A scenario with its own handler is about such errors: leave them to it.
  if (process.listenerCount('uncaughtException') > ownListeners.uncaughtException) return
  fail(origin === 'unhandledRejection' ? 'rejection' : 'callback', describeError(error))
})
// This event comes first, and a scenario that removes all 'uncaughtException' listeners leaves this one in place.
process.on('uncaughtExceptionMonitor', error => {
  if (process.listenerCount('uncaughtException') === 0) fail('callback', describeError(error))
})
process.on('beforeExit', () => {
  const what =
    phase.moment === 'load' ? 'its import' : phase.moment === 'setup' ? 'its set-up' : 'a promise it returned'
  const message = `${what} never settles: nothing is left in the event loop that could settle it`
  fail('direct', { message, stack: '' })
})

async function main(): Promise<void> {
  if (assignment.mode === 'describe') {
    const scenarios = describeAll(await load())
    orFail('outline', () => channel.send({ type: 'described', scenarios }))
  } else {
    const isMeasured = assignment.mode === 'trial'
    const pendingOutput = watchOutput()
    const meter = orFail('collector', () => createMeter(clock, isMeasured))
    const watchCost = !isMeasured
      ? { reference: 0, cell: 0, slot: 0 }
      : (assignment.watchCost ?? (await calibrate(meter)))
    channel.send({ type: 'hello', runtime: describeOwnRuntime(), watchCost })
    const system = isMeasured ? createSystemMeter(false) : undefined
    const snapshots = isMeasured ? undefined : await createSnapshotWriter(assignment.thread)
    // Not for a heap inspection: a retaining path must show no object of ours.
    const registries = isMeasured ? watchScenarioRegistries(clock, phase) : undefined
    const { variants } = pick(await load(), assignment.exported, assignment.slug)
    const variant = filterList(variants, ({ name }) => name === assignment.variant)[0]
    if (variant === undefined) {
      fail('export', { message: `there is no variant '${assignment.variant}'`, stack: '' })
    }
    await runTrial(
      channel,
      meter,
      watchCost,
      clock,
      phase,
      progress,
      new LeaklabVariant(variant.setUp),
      system,
      snapshots,
      pendingOutput,
      registries,
    )
  }
  // Block until the parent ends this process: no exit handler or timer of the scenario may run after the last event.
  channel.receive()
}

async function load(): Promise<Exports> {
  const module = (await import(assignment.url)) as Exports
  // Imported only here: a static import would give require.cache a short retaining path through this file.
  const { createRequire } = await import('node:module')
  const cached = createRequire(assignment.url).cache[fileURLToPath(assignment.url)]
  return exportsOf(module, cached !== undefined && cached.exports === module.default)
}

function pick(exports: Exports, name: string, slug: string): NormalScenario {
  const scenario = normalizeExport(exports, name, slug)
  if ('problem' in scenario) fail('export', { message: scenario.problem, stack: '' })
  return scenario
}

function describeAll(exports: Exports): Exported[] {
  return scenarioNames(exports).map(name => {
    const { variants, ...words } = pick(exports, name, slugOf(assignment.slug, name))
    return { name, outline: { ...words, variants: variants.map(({ setUp: _, ...variant }) => variant) } }
  })
}

function orFail<T>(origin: Failure['origin'], attempt: () => T): T {
  try {
    return attempt()
  } catch (error) {
    fail(origin, describeError(error))
  }
}

main().catch((error: unknown) => {
  if (error instanceof NoStepError) fail('no-step', { message: error.message, stack: '' })
  fail('direct', describeError(error))
})
