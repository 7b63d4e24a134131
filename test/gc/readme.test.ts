// The README's session is what its command prints, and the README's commands are those that CI runs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leaklab, leaklabPath, root } from './leaklab.ts'

const text = readFileSync(join(root, 'README.md'), 'utf8')

/** Lines whose numbers are each run's own, as their words; rounds and callbacks, of which there may be more or fewer, go. */
const shapeOf = (session: string) =>
  session
    .split('\n')
    .filter(line => !/^ *(warm +)?\d|^start|^release|^…|^─/.test(line.trim()))
    .join(' ')
    .replaceAll(/shape [0-9a-f]{12}/g, 'shape #')
    .replaceAll(/(all|\d+ %) of what grew/g, '# of what grew')
    .replaceAll(/[\d.,]+ ?(MB|kB|B)?/g, '#')
    .replaceAll(/\s+/g, ' ')

test('the session', async () => {
  const [, command, session] =
    /<!-- session: npx (.*) -->\n```console\n\$ npx .*\n([\s\S]*?)```/.exec(text) ?? []
  const script = command!.replace(/^leaklab/, `${process.execPath} ${leaklabPath}`)
  const { stdout, code } = await leaklab([], { script, env: { COLUMNS: '80', NO_COLOR: '1' } })
  expect(shapeOf(stdout).trim()).toBe(shapeOf(session!).trim())
  expect(code).toBe(0)
})

test('the tables of scenarios are those of the catalogue', async () => {
  const [, table] =
    /<!-- output: npx leaklab list --markdown -->\n([\s\S]*?)<!-- end of output -->/.exec(text) ?? []
  const { stdout } = await leaklab(['list', '--markdown'])
  expect(table?.trim(), '`npm run readme` makes them anew').toBe(stdout.trim())
})

test('the commands', () => {
  const commands = [...text.matchAll(/^```sh\n(.*)\n```$/gm)].map(([, line]) => line)
  expect(commands).toContain('npm ci && npx leaklab run strong-cache')
  expect(commands).toContain('npm ci && npm test')
  expect(readFileSync(join(root, '.ci/run'), 'utf8').trimEnd()).toMatch(/\nnpm ci && npm test$/)
})
