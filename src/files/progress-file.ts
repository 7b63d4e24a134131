// Keeps the progress through the lessons.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { noProgress, type Progress, progressSchema } from '../model/progress.ts'
import { replaceWhole } from './replacing-file.ts'
import { stateFolder } from './state-folder.ts'

/** The path of the file, which may not exist. */
export function progressPath(): string {
  return join(stateFolder(), 'progress.json')
}

/** No progress where there is no file, or one that cannot be read: a lesson must not fail for it. */
export function readProgress(path: string): Progress {
  try {
    return v.parse(progressSchema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return noProgress
  }
}

/** @returns why it cannot be written, as the system says it; empty if it was. A lesson must not fail for it. */
export function writeProgress(path: string, progress: Progress): string {
  try {
    mkdirSync(dirname(path), { recursive: true })
    replaceWhole(path, file => file.write(JSON.stringify(progress, null, 1)))
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

/** @throws when the file exists and cannot be removed */
export function removeProgress(path: string): void {
  rmSync(path, { force: true })
}
