// Removes line numbers that are wrong because a test runner has transpiled the code.
import type { RetainingPath, Retention } from '../model/retention.ts'

/**
 * Vitest transpiles all code outside of node_modules and keeps the source maps to itself: locations there keep the file and
 * lose the line.
 */
export function dropTranspiledLines(retention: Retention): Retention {
  if (process.env.VITEST === undefined) return retention
  return {
    ...retention,
    groups: retention.groups.map(group => ({
      ...group,
      path: withoutLines(group.path),
      otherPath: group.otherPath === null ? null : withoutLines(group.otherPath),
    })),
    holders: retention.holders.map(holder => ({
      ...holder,
      path: withoutLines(holder.path),
      others: holder.others.map(other => ({ ...other, path: withoutLines(other.path) })),
    })),
  }
}

function withoutLines(path: RetainingPath): RetainingPath {
  const steps = path.steps.map(step => {
    const isOriginal = step.place.startsWith('node:') || /[\\/]node_modules[\\/]/.test(step.place)
    return isOriginal ? step : { ...step, place: step.place.replace(/:\d+$/, '') }
  })
  return { ...path, steps }
}
