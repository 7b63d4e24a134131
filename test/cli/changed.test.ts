// `--changed` runs a scenario when a file that it depends on has changed, or when that cannot be known; then it says why.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { findScenarios } from '../../src/catalog/find-scenarios.ts'
import { createChangedFilter } from '../../src/cli/changed.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'leaklab-changed-')))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

mkdirSync(join(folder, 'leaks'))
mkdirSync(join(folder, 'src'))
mkdirSync(join(folder, 'bin'))
for (const [name, text] of Object.entries({
  'leaks/changed.mjs': `import '../src/a.mjs'\nimport('./' + name)\n`,
  'leaks/clean.mjs': `import '../src/b.mjs'\n`,
  'leaks/computed.mjs': `import '../src/b.mjs'\nimport '../src/plugins.mjs'\n`,
  'leaks/missing.mjs': `import 'not-installed'\n`,
  'src/a.mjs': '',
  'src/b.mjs': '',
  'src/plugins.mjs': `\nawait import(name)\nawait import(other)\n`,
})) {
  writeFileSync(join(folder, name), text)
}

/** Puts a git in the path that says that these files have changed. */
async function filterFor(changed: string): Promise<{ run: string[]; stderr: string }> {
  const git = join(folder, 'bin/git')
  writeFileSync(
    git,
    `#!/bin/sh
case "$*" in
  *--show-toplevel*) echo '${folder}' ;;
  *--verify*) echo 1234 ;;
  diff*) printf '${changed}\\0' ;;
esac
`,
  )
  chmodSync(git, 0o755)
  vi.stubEnv('PATH', `${join(folder, 'bin')}:${process.env.PATH}`)
  let stderr = ''
  vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    stderr += text
    return true
  })
  const isToRun = await createChangedFilter('main')
  const found = findScenarios([join(folder, 'leaks'), 'strong-cache'])
  // Twice, as for two exports of a file: what stderr says comes once.
  found.forEach(isToRun)
  return { run: found.filter(isToRun).map(({ file }) => file.slug), stderr }
}

test('what depends on a changed file is run, and what cannot be followed too, with a line for each file', async () => {
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
  const { run, stderr } = await filterFor('src/a.mjs')
  expect(run).toEqual(['changed', 'computed', 'missing'])
  expect(stderr.trimEnd().split('\n')).toEqual([
    'leaklab cannot follow an import: src/plugins.mjs:2, which is computed at run time (and 1 more). leaks/computed.mjs may depend on a changed file, so it is run.',
    "leaklab cannot follow an import: leaks/missing.mjs:1, 'not-installed'. leaks/missing.mjs may depend on a changed file, so it is run.",
  ])
})

test.each(['package.json', 'tsconfig.json', 'config/tsconfig.base.json', 'leaklab.config.ts'])(
  'when %s has changed, all scenarios are run',
  async name => {
    const { run, stderr } = await filterFor(name)
    expect(run).toEqual(['changed', 'clean', 'computed', 'missing', 'strong-cache'])
    expect(stderr).toBe('')
  },
)
