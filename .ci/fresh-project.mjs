// Does the packed package work in a new project? `npm init`, the packed tarball, `leaklab new`, `leaklab check`, the library by
// import or require, a vitest file, and types under each module resolution.
//   node .ci/fresh-project.mjs [--nodes 20,22,24,26] [--managers npm,pnpm] [--types module,commonjs]
// Exits with 1 at the first command that fails, and prints its output.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { allVersions, nodeBinary } from './runtimes.mjs'

const root = resolve(import.meta.dirname, '..')
const fixtures = join(root, 'test/fixtures/fresh')
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: allVersions.join() },
    managers: { type: 'string', default: 'npm,pnpm' },
    types: { type: 'string', default: 'module,commonjs' },
  },
})
/** What the project is tested and compiled with, in the versions that leaklab itself uses. */
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const tools = ['vitest', 'typescript', '@types/node'].map(name => `${name}@${devDependencies[name]}`)
/** The last pnpm that runs on Node 20. */
const pnpm = 'pnpm@10'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-fresh-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
run(root, 'npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder)
const tarball = join(
  folder,
  readdirSync(folder).find(name => name.endsWith('.tgz')),
)

for (const node of values.nodes.split(',')) {
  process.env.PATH = dirname(nodeBinary(node)) + delimiter + process.env.PATH
  for (const manager of values.managers.split(',')) {
    for (const type of values.types.split(',')) {
      const packages = tryOut(join(folder, `${node}-${manager}-${type}`), manager, type)
      console.log(`Node ${node}, ${manager}, ${type}: installs ${packages} packages; all of it works`)
    }
  }
}

/** @returns packages that come with leaklab, itself included */
function tryOut(home, manager, type) {
  mkdirSync(home)
  const tool = manager === 'npm' ? ['npm'] : ['npx', '-y', pnpm]
  const add = manager === 'npm' ? ['install', '--no-audit', '--no-fund'] : ['add']
  run(home, 'npm', 'init', '-y')
  const about = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  writeFileSync(join(home, 'package.json'), JSON.stringify({ ...about, type }))
  run(home, ...tool, ...add, tarball)
  const packages = countPackages(home, manager)
  run(home, ...tool, ...add, ...(manager === 'npm' ? ['--save-dev'] : ['-D']), ...tools)

  for (const name of ['types.ts', 'keeps.mjs', 'objects.test.js', `${type}/library.js`])
    cpSync(join(fixtures, name), join(home, name.replace(/^.*\//, '')))
  run(home, 'npx', 'leaklab', 'new', 'cart')
  run(home, 'npx', 'leaklab', 'check')
  run(home, 'node', 'library.js')
  run(home, 'npx', 'vitest', 'run')
  for (const [module, resolution] of [
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const ways = ['--module', module, '--moduleResolution', resolution]
    run(
      home,
      'npx',
      'tsc',
      '--noEmit',
      '--strict',
      '--target',
      'es2023',
      '--types',
      'node',
      ...ways,
      'types.ts',
    )
  }
  return packages
}

function countPackages(home, manager) {
  const modules = join(home, manager === 'npm' ? 'node_modules' : 'node_modules/.pnpm')
  const isPackage = name => !name.startsWith('.') && name !== 'node_modules' && !name.endsWith('.yaml')
  return readdirSync(modules)
    .filter(isPackage)
    .flatMap(name => (name.startsWith('@') && manager === 'npm' ? readdirSync(join(modules, name)) : [name]))
    .length
}

function run(cwd, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  console.error(`${[command, ...args].join(' ')} ended with ${status} in ${cwd}\n${stdout}${stderr}`)
  process.exit(1)
}
