// What keeps most of the survivors alive? The heap inspection shows it, in a shorter run. This evidence never decides,
// because a cache that is still filling grows too.
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'

/** @returns the holder of most survivors, or, when nothing was watched, the holder that grew most */
export function findRetentionEvidence({
  retention,
}: Recording): Extract<Evidence, { kind: 'retention' }> | undefined {
  const group = retention?.groups[0]
  const found = group ?? retention?.holders[0]
  const holder = found?.path.steps[found.path.holder]
  if (found === undefined || holder === undefined) return undefined
  return {
    kind: 'retention',
    pointsTo: 'nothing',
    holder,
    retainedObjects: group?.direct ?? 0,
    label: group?.label ?? '',
    fingerprint: found.fingerprint,
  }
}
