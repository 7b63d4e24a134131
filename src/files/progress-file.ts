// Where is the progress through the lessons kept? A file in the platform's folder for the state of applications.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { noProgress, type Progress, progressSchema } from '../model/progress.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The path of the file, which may not exist. */
export function progressPath(
  platform: NodeJS.Platform = process.platform,
  env: Environment = process.env,
  home = homedir(),
): string {
  return join(stateFolder(platform, env, home), 'leaklab', 'progress.json')
}

function stateFolder(platform: NodeJS.Platform, env: Environment, home: string): string {
  // An XDG path that is not absolute is to be ignored, says its specification.
  if (env.XDG_STATE_HOME?.startsWith('/')) return env.XDG_STATE_HOME
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return join(home, '.local', 'state')
}

/** No progress where there is no file, or one that cannot be read: a lesson must not fail for it. */
export function readProgress(path: string): Progress {
  try {
    return v.parse(progressSchema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return noProgress
  }
}

/** Without effect where it cannot be written: a lesson must not fail for that either. */
export function writeProgress(path: string, progress: Progress): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(progress, null, 1)}\n`)
  } catch {}
}

/** @throws when the file exists and cannot be removed */
export function removeProgress(path: string): void {
  rmSync(path, { force: true })
}
