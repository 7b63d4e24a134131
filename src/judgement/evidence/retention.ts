// Who holds it? Seen in another, shorter life, and told, but it never decides: a cache on its way to its bound grows too.
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'

/** The holder of most survivors; where nothing was watched, what grew most. */
export function findRetentionEvidence({
  retention,
}: Recording): Extract<Evidence, { kind: 'retention' }> | undefined {
  const group = retention?.groups[0]
  const told = group ?? retention?.holders[0]
  const holder = told?.path.steps[told.path.holder]
  if (told === undefined || holder === undefined) return undefined
  return {
    kind: 'retention',
    pointsTo: 'nothing',
    holder,
    holds: group?.direct ?? 0,
    label: group?.label ?? '',
    fingerprint: told.fingerprint,
  }
}
