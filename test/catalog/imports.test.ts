import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findImports } from '../../src/catalog/imports.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-imports-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}
const importsOf = (name: string) =>
  [...findImports(join(folder, name))].map(path => relative(folder, path)).sort()

test('what is imported in any way, and what that imports, and no more', () => {
  write({
    'leaks/a.ts': `import { b } from '../src/b.js'
import '../src/c'
const d = await import("../src/d.mjs")
const e = require('../src/e')
import fs from 'node:fs'
import x from 'some-package'
import data from '../src/data.json' with { type: 'json' }
export default lab => () => {}`,
    'src/b.ts': `export { f } from './f/'\nexport * from './b.js'`,
    'src/c/index.ts': '',
    'src/d.mjs': `import '../leaks/a.ts'`,
    'src/e.cjs': '',
    'src/f/index.js': '',
    'src/data.json': '{}',
    'src/g.ts': '',
  })
  expect(importsOf('leaks/a.ts')).toEqual([
    'leaks/a.ts',
    'src/b.ts',
    'src/c/index.ts',
    'src/d.mjs',
    'src/data.json',
    'src/e.cjs',
    'src/f/index.js',
  ])
})

test('a file that is not there imports nothing', () => {
  write({ 'leaks/gone.ts': `import '../src/gone.ts'` })
  expect(importsOf('leaks/gone.ts')).toEqual(['leaks/gone.ts'])
})
