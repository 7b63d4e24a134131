// The retaining paths that a heap inspection of one variant finds, as text without places and counts.
import { inspectHeap } from '../../dist/src/child/inspect-heap.js'
import { inSegments } from '../../dist/src/judgement/plan-inspection.js'
import { emptyRecording } from '../../dist/src/model/recording.js'
import { words } from '../../dist/src/report/words/words.js'
import { findRetention } from '../../dist/src/retention/find-retention.js'

const thrice = inSegments(4200)
export const plan = { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'always' }

/** A bare function in a file of its own, as a trial. */
export function toTrial(file, runtime) {
  const subject = {
    scenario: file,
    slug: 'holders',
    title: '',
    ask: '',
    learn: '',
    variant: 'holders',
    claim: 'collects',
    stated: false,
    exception: null,
    runtime: null,
  }
  return { subject, file, plan, runtime }
}

/**
 * @param segments iterations before each snapshot
 * @param thread whose heap is inspected: `main` or `worker`
 * @returns the paths of what grows, each with its other holders and its cause; and how much of the growth they explain
 */
export async function findPaths(trial, segments = thrice, thread = 'main') {
  const recording = emptyRecording(trial.subject, plan, new Date())
  const retention = await inspectHeap(
    trial,
    { segments, thread },
    { inspect: inspection => findRetention(inspection, recording) },
    undefined,
  )
  return {
    problem: retention.problem,
    groups: retention.groups.map(({ path }) => renderPath(path, path.holder)),
    holders: retention.holders.map(({ others, path, share }) => ({
      path: renderPath(path),
      others: others.map(other => renderPath(other.path)),
      cause: path.cause ?? '',
      share: share ?? 0,
    })),
  }
}

/** @param last index of the last step that is rendered */
function renderPath({ steps }, last = steps.length - 1) {
  return steps
    .slice(0, last + 1)
    .map(step => words.retention.describeStep(step) + words.retention.describeTimes(step))
    .map(text => text.replace(/[\d,]+(?= times)/, '#'))
    .join(' → ')
}
