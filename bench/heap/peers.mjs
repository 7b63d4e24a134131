// What is measured against, and what else writes snapshots: fetched into the user's cache when first asked for.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'leaklab')

/** The folder that holds memlab, and TypeScript for a heap full of tools. */
export function findPeers() {
  return fetch(join(cache, 'bench', 'peers'), ['@memlab/core@2', 'typescript@5'])
}

/** The path of a Deno. */
export function findDeno() {
  const packages = join(fetch(join(cache, 'runtimes', 'deno'), ['deno@2']), '@deno')
  const binary = join(packages, readdirSync(packages)[0], process.platform === 'win32' ? 'deno.exe' : 'deno')
  chmodSync(binary, 0o755)
  return binary
}

function fetch(folder, packages) {
  const modules = join(folder, 'node_modules')
  if (existsSync(modules)) return modules
  console.log(`Fetching ${packages.join(', ')} into ${folder} …`)
  mkdirSync(folder, { recursive: true })
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
  execFileSync(npm, [...args, ...packages], { stdio: 'inherit' })
  return modules
}
