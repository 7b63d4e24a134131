// A folder or glob in which files were found, and none of them has a scenario: the user expected one there.
import { type Found, type OnNothing, throwProblem } from '../catalog/find-scenarios.ts'
import type { Exported } from '../model/event.ts'
import type { Unloaded } from '../model/report.ts'
import { NoScenarioError } from '../model/usage-error.ts'

/** What is in each of the found files; undefined for those that are not loaded yet. */
type Contents = readonly (Exported[] | Unloaded | undefined)[]

/**
 * @param contents of all files, except in folders of which a scenario is known already
 * @throws NoScenarioError unless `onNothing` allows it
 */
export function refuseEmptyFolders(
  found: readonly Found[],
  contents: Contents,
  onNothing: OnNothing = throwProblem,
): void {
  for (const [folder, files] of filesByFolder(found))
    if (!hasScenario(files, contents)) onNothing(new NoScenarioError('no-scenario-in-folder', { folder }))
}

/** The places in the list of the files that were found in each folder. */
export function filesByFolder(found: readonly Found[]): Map<string, number[]> {
  const folders = new Map<string, number[]>()
  found.forEach(({ folder }, index) => {
    if (folder === undefined) return
    const files = folders.get(folder)
    if (files === undefined) folders.set(folder, [index])
    else files.push(index)
  })
  return folders
}

/** Whether one of these files has a scenario, or may have one and could not be loaded. */
export function hasScenario(files: readonly number[], contents: Contents): boolean {
  return files.some(index => {
    const content = contents[index]
    return content !== undefined && ('problem' in content || content.length > 0)
  })
}
