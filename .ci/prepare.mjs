// npm runs this after `npm ci`, before it packs, and whenever npx finds leaklab in the current folder. It builds only
// when something that is built has changed since: a build takes seconds, and dist/ is missing while it runs.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
/** Written by the last step of the build. */
const lastBuilt = 'dist/report.schema.json'
const sources = ['src', 'scenarios', '.ci', 'package.json', 'tsconfig.json', 'tsconfig.build.json']

if (timeOf(lastBuilt) > Math.max(...sources.map(newestIn))) console.log('dist/ is up to date')
else
  process.exitCode =
    spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', shell: true }).status ?? 1

/** When a file was last written, in milliseconds; 0 where there is none. */
function timeOf(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** The latest change of a file or of anything in a folder. A folder changes when one of its files is added or removed. */
function newestIn(path) {
  const inside = statSync(join(root, path)).isDirectory() ? readdirSync(join(root, path)) : []
  return Math.max(timeOf(path), ...inside.map(name => newestIn(`${path}/${name}`)))
}
