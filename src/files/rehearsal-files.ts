// Keeps what a rehearsal measured, a recording file for each lesson, and finds it again before the class.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedTrial } from '../model/report.ts'
import { createRecordingFile, readRecordingFile } from './recording-file.ts'
import { stateFolder } from './state-folder.ts'
import { version } from './version.ts'

/** The folder of these files, which may not exist. */
export function rehearsalFolder(): string {
  return join(stateFolder(), 'rehearsed')
}

/** @param scenario `caches/strong-cache`, or the absolute path of a file of the user */
function pathOf(scenario: string): string {
  const name = scenario.replaceAll(/[^\w.-]+/g, '-').slice(-60)
  const hash = createHash('sha256').update(scenario).digest('hex').slice(0, 8)
  return join(rehearsalFolder(), `${name}-${hash}.leaklab`)
}

/**
 * Keeps the trials of a lesson in place of those of an earlier rehearsal.
 * @throws UsageError, or an error of the file system, when it cannot be written
 */
export function writeRehearsal(scenario: string, trials: readonly RecordedTrial[]): void {
  const path = pathOf(scenario)
  mkdirSync(rehearsalFolder(), { recursive: true })
  const file = createRecordingFile(path, version)
  file.expect(trials.length, trials.length)
  for (const [number, trial] of trials.entries()) file.write(number, trial)
  file.close()
}

/** @returns null where there is none that can be read: a presentation must not fail for it */
export async function readRehearsal(
  scenario: string,
): Promise<{ trials: RecordedTrial[]; recordedAt: Date } | null> {
  const path = pathOf(scenario)
  if (!existsSync(path)) return null
  try {
    const { problem, trials } = await readRecordingFile(path)
    return problem === undefined ? { trials, recordedAt: statSync(path).mtime } : null
  } catch {
    return null
  }
}
