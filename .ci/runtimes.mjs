// Installs other Node versions, Bun and Deno, as npm packages, into a cache folder outside the dependencies. They are pinned, so
// that a new release does not change what CI finds; newest.mjs tries the newest ones.
//   node .ci/runtimes.mjs [22 24 26 bun deno]   prints a line for each: version, path
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cache, installInto } from './cache.mjs'

/** What CI proves, by major version. */
export const pinned = { 22: '22.23.5', 24: '24.22.3', 26: '26.12.1' }

export const otherVersions = Object.keys(pinned)
/** The version that runs this program, and the others. */
export const allVersions = [...new Set([process.versions.node.split('.')[0], ...otherVersions])]

const isWindows = process.platform === 'win32'
const packageName = `node-${isWindows ? 'win' : process.platform}-${process.arch}`

/** The path of the pinned Node binary of that major version; installs it if needed. */
export function nodeBinary(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const version = pinned[major] ?? major
  const binary = binaryIn(`node-${version}`)
  if (!existsSync(binary)) install(`node-${version}`, version)
  return binary
}

/** Other engines than Node: version, package, and where in it the binary is. */
const engines = {
  bun: { version: '1.4.5', from: bunPackage(), binary: `bin/bun${isWindows ? '.exe' : ''}` },
  deno: { version: '2.9.6', from: denoPackage(), binary: `deno${isWindows ? '.exe' : ''}` },
}

/** The path of the pinned binary of another engine; installs it if needed. */
export function engineBinary(name) {
  const { version, from, binary } = engines[name]
  const path = join(folderOf(`${name}-${version}`), 'node_modules', from, binary)
  if (!existsSync(path))
    installInto(folderOf(`${name}-${version}`), [`${from}@${version}`], ['--no-save', '--prefer-online'])
  // The package of an engine may leave this to a script of another package.
  chmodSync(path, 0o755)
  return path
}

/** `baseline` runs on processors without AVX2, too. */
function bunPackage() {
  const suffix = process.arch === 'x64' ? '-baseline' : ''
  return `@oven/bun-${isWindows ? 'windows' : process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}${suffix}`
}

function denoPackage() {
  return `@deno/${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`
}

/** Installs the newest Node of that major version. @returns the path of its binary */
export function newestBinary(major) {
  install(`newest-${major}`, major)
  return binaryIn(`newest-${major}`)
}

const folderOf = name => join(cache, 'runtimes', name)

function binaryIn(name) {
  return join(folderOf(name), 'node_modules', packageName, 'bin', isWindows ? 'node.exe' : 'node')
}

function install(name, version) {
  installInto(folderOf(name), [`${packageName}@${version}`], ['--no-save', '--prefer-online'])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2)
  for (const major of wanted.length > 0 ? wanted : otherVersions)
    console.log(`${major}  ${major in engines ? engineBinary(major) : nodeBinary(major)}`)
}
