// The README's session is what its command prints, its examples compile and work, and its commands are those that CI runs.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leaklab, leaklabPath, newFolder, root } from './leaklab.ts'

const text = readFileSync(join(root, 'README.md'), 'utf8')

/** The words of a session: without the numbers, which differ from run to run, and without the lines of rounds and callbacks, whose
 * count differs. */
const wordsOf = (session: string) =>
  session
    .split('\n')
    .filter(line => !/^ *(warm +)?\d|^start|^release|^…|^─/.test(line.trim()))
    .join(' ')
    .replaceAll(/fingerprint [0-9a-f]{12}/g, 'fingerprint #')
    .replaceAll(/(all|\d+ %) of what grew/g, '# of what grew')
    .replaceAll(/[\d.,]+ ?(MB|kB|B)?/g, '#')
    .replaceAll(/\s+/g, ' ')

test('the session', async () => {
  const [, command, session] =
    /<!-- session: npx (.*) -->\n```console\n\$ npx .*\n([\s\S]*?)```/.exec(text) ?? []
  const script = command!.replace(/^leaklab/, `${process.execPath} ${leaklabPath}`)
  const { stdout, code } = await leaklab([], { script, env: { COLUMNS: '80', NO_COLOR: '1' } })
  expect(wordsOf(stdout).trim()).toBe(wordsOf(session!).trim())
  expect(code).toBe(0)
})

test('the tables of scenarios are those of the catalog', async () => {
  const [, table] =
    /<!-- output: npx leaklab list --markdown -->\n([\s\S]*?)<!-- end of output -->/.exec(text) ?? []
  const { stdout } = await leaklab(['list', '--markdown'])
  expect(table?.trim(), '`npm run readme` writes them again').toBe(stdout.trim())
})

/** Writes the examples into a project that depends on this package, and compiles them against its types. */
function compileExamples(): { folder: string; names: string[] } {
  const folder = newFolder()
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true })
  symlinkSync(root, join(folder, 'node_modules/leaklab'))
  for (const name of ['vitest', '@types/node'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  const names = [...text.matchAll(/<!-- example: (\S+) -->\n```[a-z]+\n([\s\S]*?)```/g)].map(
    ([, name, code]) => {
      writeFileSync(join(folder, name!), code!)
      return name!
    },
  )
  const compilerOptions = {
    ...{ target: 'ES2023', module: 'NodeNext', types: ['node'], strict: true, skipLibCheck: false },
    ...{ allowJs: true, checkJs: false, outDir: 'built' },
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: names }))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
    encoding: 'utf8',
    stdio: 'pipe',
  })
  return { folder: join(folder, 'built'), names }
}

test('the examples compile, and do what they say', async () => {
  const { folder, names } = compileExamples()
  expect(names).toEqual(['sessions.test.ts', 'sessions.node.mjs', 'my-cache.leak.mjs', 'library.ts'])
  const run = (script: string) => leaklab([], { script: `${process.execPath} ${script}`, cwd: folder })
  const vitest = await run('../node_modules/vitest/vitest.mjs run --root .')
  expect(vitest.code, vitest.words).toBe(0)
  expect(vitest.words).toMatch(/4 passed/)
  const plain = await run('--test sessions.node.mjs')
  expect(plain.code, plain.words).toBe(0)
  const library = await run('library.js')
  expect(library.stdout).toMatch(/^collected true\n(.* (collected|leaking)\n){4}0\n$/)
})

test('the commands', () => {
  const commands = [...text.matchAll(/^```sh\n(.*)\n```$/gm)].map(([, line]) => line)
  expect(commands).toContain('npm ci && npx leaklab run strong-cache')
  expect(commands).toContain('npm ci && npm test')
  expect(readFileSync(join(root, '.ci/run'), 'utf8').trimEnd()).toMatch(/\nnpm ci && npm test$/)
})
