// Which binaries of an engine are on this machine? Those on the PATH, those of the usual version managers, and those in leaklab's
// own cache folder, where its tests install some. Nothing is downloaded.
import { readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Engine } from '../model/runtime.ts'
import { definitions } from './definitions.ts'

const suffix = process.platform === 'win32' ? '.exe' : ''

/** Folders below the home folder; `*` stands for any name, such as a version. */
const managers: Record<Engine, readonly string[]> = {
  node: [
    '.nvm/versions/node/*/bin',
    '.local/share/fnm/node-versions/*/installation/bin',
    '.volta/tools/image/node/*/bin',
    '.asdf/installs/nodejs/*/bin',
    '.local/share/mise/installs/node/*/bin',
  ],
  bun: ['.bun/bin', '.asdf/installs/bun/*/bin', '.local/share/mise/installs/bun/*/bin'],
  deno: ['.deno/bin', '.asdf/installs/deno/*/bin', '.local/share/mise/installs/deno/*/bin'],
  python: [
    '.pyenv/versions/*/bin',
    '.asdf/installs/python/*/bin',
    '.local/share/mise/installs/python/*/bin',
    '.local/share/uv/python/*/bin',
  ],
}

/** Folders below the cache folder, as the engine's npm package lays them out. */
const cached: Record<Engine, readonly string[]> = {
  node: ['node-*/node_modules/*/bin'],
  bun: ['bun-*/node_modules/@oven/*/bin'],
  deno: ['deno-*/node_modules/@deno/*'],
  python: [],
}

/** Paths of the binaries that exist, each once, those on the PATH first. */
export function installedPaths(engine: Engine): string[] {
  const home = homedir()
  const cache = join(process.env.XDG_CACHE_HOME || join(home, '.cache'), 'leaklab/runtimes')
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(folder => folder !== ''),
    ...managers[engine].flatMap(pattern => expand(home, pattern)),
    ...cached[engine].flatMap(pattern => expand(cache, pattern)),
  ]
  const programs = definitions[engine].programs.map(program => program + suffix)
  const paths = folders.flatMap(folder => programs.map(program => join(folder, program)))
  const seen = new Set<string>()
  return paths.filter(path => {
    const real = realPath(path)
    if (real === undefined || seen.has(real)) return false
    seen.add(real)
    return true
  })
}

/** Whether two paths lead to one file. */
export function isSameFile(a: string, b: string): boolean {
  return (realPath(a) ?? a) === (realPath(b) ?? b)
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

/** Folders that match a pattern, the last names first: those are the newest versions, as far as names tell. */
function expand(folder: string, pattern: string): string[] {
  return pattern.split('/').reduce<string[]>(
    (folders, part) => {
      const [before, after] = part.split('*')
      if (after === undefined) return folders.map(one => join(one, part))
      return folders.flatMap(one =>
        namesIn(one)
          .filter(name => name.startsWith(before!) && name.endsWith(after))
          .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
          .map(name => join(one, name)),
      )
    },
    [folder],
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // The user does not have this version manager.
    return []
  }
}
