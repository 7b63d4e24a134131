// By what does a program know the objects that retain most? The last references that lead to each, with places in the source.
import { describeLocation } from '../catalog/source-locations.ts'
import { type DominatorChain, findNearestNames, type HeapAnalysis, nameWithoutIndex } from '../heap/index.ts'
import type { RetainingStep } from '../model/retention.ts'
import { toRecorded } from './describe-path.ts'

/** How an object is referenced, from the nearest thing that has a name. */
interface ObjectName {
  /** What the first step starts from: `Answers`, `router()`; empty where that has no name, or the first step has one. */
  owner: string
  steps: RetainingStep[]
  /** Whether it is a scope. */
  isScope: boolean
  /** The function of a scope; empty for a module, for all else, and if it is not known. */
  scopeOf: string
  /** `file:line` of that function or of the variable, or the file of a module that is the owner; empty if it is not known. */
  place: string
}

/** A chain of dominators, the name of the object that represents it, and how many smaller chains have the same name. */
export type NamedChain = DominatorChain & { named: ObjectName; alike: number }

/**
 * Names chains, and folds those of one name into the largest of them: the elements of an array, the caches of many objects.
 * @param chains largest first
 * @param limit names that are returned
 */
export function nameChains(
  analysis: HeapAnalysis,
  chains: readonly DominatorChain[],
  limit: number,
): NamedChain[] {
  const names = findNearestNames(
    analysis,
    chains.map(({ ordinal }) => ordinal),
  )
  const record = toRecorded(analysis.graph)
  const named = chains.map((chain, at) => {
    const { isScope, owner, place, steps } = names[at]!
    return {
      ...chain,
      alike: 0,
      named: {
        owner,
        steps: steps.map(record),
        isScope,
        scopeOf: isScope ? (place?.name ?? '') : '',
        place: describeLocation(place),
      },
    }
  })
  const largest = new Map<string, NamedChain>()
  for (const chain of named) {
    const key = keyOf(chain)
    const known = largest.get(key)
    if (known === undefined) largest.set(key, chain)
    else known.alike++
  }
  return [...largest.values()].slice(0, limit)
}

/** Equal for chains that differ in the indexes of elements only. Nothing else is like an object without a name. */
function keyOf({ id, name, named: { isScope, owner, place, scopeOf, steps }, type }: NamedChain): string {
  const references = steps.map(step => [step.by, nameWithoutIndex(step)])
  const unnamed = isScope || steps.length === 0 ? id : ''
  return JSON.stringify([type, name, owner, place, scopeOf, references, unnamed])
}
