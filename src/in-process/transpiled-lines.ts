// Where does a line of code stand, in a process that a test runner has loaded it into?
import type { RetainingPath, Retention } from '../model/retention.ts'

/**
 * Vitest runs another text than the one that was written, save for what is in node_modules, and its maps are its own:
 * there the file is told, and no line of it.
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
    holders: retention.holders.map(holder => ({ ...holder, path: withoutLines(holder.path) })),
  }
}

function withoutLines(path: RetainingPath): RetainingPath {
  const steps = path.steps.map(step => {
    const isWritten = step.place.startsWith('node:') || /[\\/]node_modules[\\/]/.test(step.place)
    return isWritten ? step : { ...step, place: step.place.replace(/:\d+$/, '') }
  })
  return { ...path, steps }
}
