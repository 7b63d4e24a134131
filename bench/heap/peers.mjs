// Other tools to compare with, and a Deno to write snapshots: installed into the user's cache when first needed.
import { chmodSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cache, installInto } from '../../.ci/cache.mjs'

/** The node_modules folder with memlab, and with TypeScript for the heap `tools`. */
export function findPeers() {
  return install(join(cache, 'bench', 'peers'), ['@memlab/core@2', 'typescript@5'])
}

/** The path of a Deno. */
export function findDeno() {
  const packages = join(install(join(cache, 'runtimes', 'deno'), ['deno@2']), '@deno')
  const binary = join(packages, readdirSync(packages)[0], process.platform === 'win32' ? 'deno.exe' : 'deno')
  chmodSync(binary, 0o755)
  return binary
}

function install(folder, packages) {
  const modules = join(folder, 'node_modules')
  if (existsSync(modules)) return modules
  console.log(`Fetching ${packages.join(', ')} into ${folder} …`)
  installInto(folder, packages, ['--no-save', '--ignore-scripts'])
  return modules
}
