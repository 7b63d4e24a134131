// Brings other Node versions, as npm packages, into a cache folder outside the dependencies.
//   node .ci/runtimes.mjs [22 24 26]   prints a line for each: version, path
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const otherVersions = ['22', '24', '26']

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'leaklab', 'runtimes')

/** The path of a Node binary of that major version; installs it when it is not there yet. */
export function nodeBinary(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const folder = join(cache, `node-${major}`)
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    execFileSync(npm, ['install', '--no-audit', '--no-fund', '--no-save', `${name}@${major}`], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  return binary
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2)
  for (const major of wanted.length > 0 ? wanted : otherVersions)
    console.log(`${major}  ${nodeBinary(major)}`)
}
