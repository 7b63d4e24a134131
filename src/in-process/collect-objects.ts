// Are the objects that a function makes collected? They are held weakly, and the heap is brought to rest.

import type { Clock } from '../harness/meter.ts'
import { settleUntilGone } from '../harness/settle.ts'
import { writeSnapshot } from '../harness/snapshot.ts'
import { createTrackedObjects, type TrackedObjects } from '../harness/tracked-objects.ts'
import type { Retention } from '../model/retention.ts'
import { UsageError } from '../model/usage-error.ts'
import { findRetention } from '../retention/find-retention.ts'
import { describeValue } from '../scenario/describe-value.ts'
import { inTurn, untilEnd } from './bounds.ts'
import { withGlobalRoot, withSnapshots } from './inspect-here.ts'
import { openMeter } from './run-step.ts'
import { dropTranspiledLines } from './transpiled-lines.ts'

export interface CollectOptions {
  /** How often the function is called. */
  calls: number
  timeoutMs: number
  /** Whether to look into the heap for what holds the survivors. */
  paths: boolean
  signal: AbortSignal | undefined
}

export interface Collected {
  called: number
  alive: number
  /** Class names of those alive, with their number. */
  labels: { label: string; alive: number }[]
  /** Collections that were forced. */
  collections: number
  retention: Retention | null
}

/** It is this file that watches them, which says nothing to anybody. */
const noLabels = { labels: [] }

/** In a snapshot, what the function itself holds is told from here on. */
class LeaklabFactory {
  readonly make: () => unknown
  constructor(make: () => unknown) {
    this.make = make
  }
}

/**
 * @throws what the function throws; UsageError when it makes no object, or no collection can be forced; the signal's
 *   reason, when it is aborted
 */
export function collectObjects(make: () => unknown, options: CollectOptions): Promise<Collected> {
  return inTurn(() => collect(new LeaklabFactory(make), options))
}

async function collect(factory: LeaklabFactory, options: CollectOptions): Promise<Collected> {
  const { calls, timeoutMs, paths, signal } = options
  signal?.throwIfAborted()
  const clock: Clock = { round: 0, tick: 0, collectedAt: 0 }
  const meter = openMeter(clock, false)
  const witnesses = createTrackedObjects(clock)
  for (let call = 0; call < calls; call++) {
    const pending = makeOne(factory, witnesses)
    if (pending === undefined) continue
    if (!(await untilEnd(pending, timeoutMs, signal)))
      throw new UsageError(
        `the function that makes the objects did not end within ${timeoutMs / 1000} s`,
        'look for a promise that never settles, or allow more with timeoutMs',
      )
  }
  const collections = await settleUntilGone(meter, witnesses)
  const { alive } = witnesses.census()
  const labels = witnesses.perLabel().filter(label => label.alive > 0)
  const retention = alive > 0 && paths ? await withGlobalRoot(factory, () => look(witnesses, options)) : null
  return { called: calls, alive, labels, collections, retention }
}

/** Plain on purpose: the locals of an async function could keep the object. */
function makeOne({ make }: LeaklabFactory, witnesses: TrackedObjects): Promise<void> | undefined {
  const made = make()
  if (made instanceof Promise) return made.then(object => watch(object, witnesses))
  watch(made, witnesses)
  return undefined
}

function watch(object: unknown, witnesses: TrackedObjects): void {
  if ((typeof object !== 'object' || object === null) && typeof object !== 'function')
    throw new UsageError(
      `the function made ${describeValue(object)}, and only objects are collected`,
      'let it return the object in question: () => new Session()',
    )
  witnesses.watch(object, undefined)
}

function look(witnesses: TrackedObjects, { signal }: CollectOptions): Promise<Retention> {
  return withSnapshots(async folder => {
    const place = folder.next()
    const nothing = { snapshots: [], steps: [], snapshotMs: 0, isWarm: true }
    if ('problem' in place) return findRetention({ ...nothing, problem: place.problem }, noLabels, signal)
    const problem = await writeSnapshot(place.path, witnesses)
    const snapshots = problem === '' ? [place.path] : []
    return dropTranspiledLines(await findRetention({ ...nothing, snapshots, problem }, noLabels, signal))
  })
}
