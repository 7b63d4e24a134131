// Installs other Node versions, as npm packages, into a cache folder outside the dependencies.
//   node .ci/runtimes.mjs [22 24 26]   prints a line for each: version, path
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cache, installInto } from './cache.mjs'

export const otherVersions = ['22', '24', '26']
/** The version that runs this program, and the others. */
export const allVersions = [...new Set([process.versions.node.split('.')[0], ...otherVersions])]

/** The path of a Node binary of that major version; installs it if needed. */
export function nodeBinary(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const folder = join(cache, 'runtimes', `node-${major}`)
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) installInto(folder, [`${name}@${major}`], ['--no-save'])
  return binary
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2)
  for (const major of wanted.length > 0 ? wanted : otherVersions)
    console.log(`${major}  ${nodeBinary(major)}`)
}
