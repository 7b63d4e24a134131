// The user's cache folder: other Node versions, tools that benches compare with, packages that benches judge.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'leaklab')

/**
 * Installs packages from the registry into a folder of their own.
 * @param flags for npm, in addition to those that keep it quiet
 */
export function installInto(folder, packages, flags) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['install', '--no-audit', '--no-fund', ...flags, ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
