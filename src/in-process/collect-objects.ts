// Are the objects that a function creates collected? They are tracked with weak references, and collections are forced.

import type { Clock } from '../harness/meter.ts'
import { settleUntilGone } from '../harness/settle.ts'
import { mainSnapshots } from '../harness/snapshot.ts'
import { createTrackedObjects, type TrackedObjects } from '../harness/tracked-objects.ts'
import type { Retention } from '../model/retention.ts'
import { UsageError } from '../model/usage-error.ts'
import { findRetention } from '../retention/find-retention.ts'
import { describeValue } from '../scenario/describe-value.ts'
import { withGlobalRoot, withSnapshots } from './inspect-in-process.ts'
import { enqueue } from './queue.ts'
import { openMeter } from './run-step.ts'
import { settlesInTime } from './time-limit.ts'
import { dropTranspiledLines } from './transpiled-lines.ts'

export interface CollectOptions {
  /** How often the function is called. */
  calls: number
  timeoutMs: number
  /** Whether to search the heap for what retains the survivors. */
  paths: boolean
  signal: AbortSignal | undefined
}

export interface Collected {
  called: number
  alive: number
  /** How many are alive, by class name. */
  labels: { label: string; alive: number }[]
  /** Collections that were forced. */
  collections: number
  retention: Retention | null
}

/** No labels with locations: this file called `watch`, which tells the user nothing. */
const noLabels = { labels: [] }

/** retention/ finds this class by its name in a heap snapshot: paths to what the function retains are shown from here on. */
class LeaklabFactory {
  readonly make: () => unknown
  constructor(make: () => unknown) {
    this.make = make
  }
}

/**
 * @throws what the function throws; UsageError when it creates no object, or no collection can be forced; the signal's
 *   reason, when it is aborted
 */
export function collectObjects(make: () => unknown, options: CollectOptions): Promise<Collected> {
  return enqueue(() => collect(new LeaklabFactory(make), options))
}

async function collect(factory: LeaklabFactory, options: CollectOptions): Promise<Collected> {
  const { calls, timeoutMs, paths, signal } = options
  signal?.throwIfAborted()
  const clock: Clock = { round: 0, tick: 0, collectedAt: 0 }
  const meter = openMeter(clock, false)
  const tracked = createTrackedObjects(clock)
  for (let call = 0; call < calls; call++) {
    const pending = makeOne(factory, tracked)
    if (pending === undefined) continue
    if (!(await settlesInTime(() => pending, timeoutMs, signal)))
      throw new UsageError('object-maker-too-slow', { seconds: timeoutMs / 1000 })
  }
  const collections = await settleUntilGone(meter, tracked)
  const { alive } = tracked.census()
  const labels = tracked.perLabel().filter(label => label.alive > 0)
  const retention = alive > 0 && paths ? await withGlobalRoot(factory, () => inspect(tracked, options)) : null
  return { called: calls, alive, labels, collections, retention }
}

/** Not async on purpose: the locals of an async function could keep the object. */
function makeOne({ make }: LeaklabFactory, tracked: TrackedObjects): Promise<void> | undefined {
  const made = make()
  if (made instanceof Promise) return made.then(object => watch(object, tracked))
  watch(made, tracked)
  return undefined
}

function watch(object: unknown, tracked: TrackedObjects): void {
  if ((typeof object !== 'object' || object === null) && typeof object !== 'function')
    throw new UsageError('object-maker-made-no-object', { value: describeValue(object) })
  tracked.watch(object, undefined)
}

function inspect(tracked: TrackedObjects, { signal }: CollectOptions): Promise<Retention> {
  return withSnapshots(async folder => {
    const next = folder.next()
    const empty = { snapshots: [], steps: [], snapshotMs: 0, thread: 'main' as const, isWarm: true }
    if ('problem' in next) return findRetention({ ...empty, problem: next.problem }, noLabels, signal)
    const problem = await mainSnapshots.write(next.path, tracked)
    const snapshots = problem === '' ? [next.path] : []
    return dropTranspiledLines(await findRetention({ ...empty, snapshots, problem }, noLabels, signal))
  })
}
