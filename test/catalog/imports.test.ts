// The files that a file depends on, in small projects in a temporary folder; and the imports that cannot be followed.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { findImports } from '../../src/catalog/imports.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'leaklab-imports-')))
afterAll(() => rmSync(folder, { recursive: true }))

let projects = 0

/** Writes files into a new folder; a value that is not a string is written as JSON. */
function project(files: Record<string, unknown>): string {
  const root = join(folder, `${projects++}`)
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

function link(root: string, name: string, target: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  symlinkSync(join(root, target), join(root, name))
}

/** What a file imports, without itself, and what could not be followed as `file:line specifier`. */
function importsOf(root: string, name: string): { files: string[]; unresolved: string[] } {
  const { files, unresolved } = findImports(join(root, name))
  expect([...files]).toContain(join(root, name))
  return {
    files: [...files]
      .map(path => relative(root, path))
      .filter(path => path !== name)
      .sort(),
    unresolved: unresolved.map(
      ({ file, line, specifier }) => `${relative(root, file)}:${line} ${specifier ?? '(computed)'}`,
    ),
  }
}

test('imports of all kinds are followed, through other files, and not into installed packages', () => {
  const root = project({
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
    'node_modules/some-package/package.json': { name: 'some-package', main: 'index.js' },
    'node_modules/some-package/index.js': '',
  })
  expect(importsOf(root, 'leaks/a.ts')).toEqual({
    files: ['src/b.ts', 'src/c/index.ts', 'src/d.mjs', 'src/data.json', 'src/e.cjs', 'src/f/index.js'],
    unresolved: [],
  })
})

test('a file that is not there imports nothing', () => {
  const root = project({ 'src/other.ts': '' })
  expect(importsOf(root, 'leaks/gone.ts')).toEqual({ files: [], unresolved: [] })
})

test('what a regular expression for relative paths misses', () => {
  // The former search: it finds the import in the comment, and none of the others.
  const specifiers = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"]+)\1/g
  const text = [
    `// once: import '../src/comment.ts'`,
    'const a = await import(`../src/template.ts`)',
    `const b = await import(/* why */ '../src/commented.ts')`,
    `import { c } from '#private'`,
    `import { d } from '@app/mapped'`,
  ].join('\n')
  expect([...text.matchAll(specifiers)].map(([, , specifier]) => specifier)).toEqual(['../src/comment.ts'])
  const root = project({
    'package.json': { imports: { '#private': './src/private.ts' } },
    'tsconfig.json': { compilerOptions: { paths: { '@app/*': ['./src/*'] } } },
    'leaks/a.ts': text,
    ...Object.fromEntries(
      ['comment', 'template', 'commented', 'private', 'mapped'].map(name => [`src/${name}.ts`, '']),
    ),
  })
  expect(importsOf(root, 'leaks/a.ts')).toEqual({
    files: ['src/commented.ts', 'src/mapped.ts', 'src/private.ts', 'src/template.ts'],
    unresolved: [],
  })
})

// Each text stands in a file beside b.ts and c.ts.
test.each([
  ['a default import', `import b from './b.ts'`],
  ['a namespace', `import * as b from './b.ts'`],
  ['names over several lines', `import {\n  x, // a comment with 'from'\n  from,\n} from './b.ts'`],
  ['names that are strings', `import { 'a b' as x } from './b.ts'`],
  ['a default and names', `import b, { type T, x } from './b.ts'`],
  ['an import for its effect', `import './b.ts'`],
  ['no spaces', `import{x}from"./b.ts";export{x}`],
  ['a default import that is called type', `import type from './b.ts'`],
  ['inline types, whose module is still loaded', `import { type T } from './b.ts'`],
  ['a re-export of all', `export * from './b.ts'`],
  ['a re-export as a namespace', `export * as b from './b.ts'`],
  ['a re-export of names', `export { x as default, from } from './b.ts'`],
  ['an export before an import', `export { a }\nimport './b.ts'`],
  ['import()', `import('./b.ts').then(run)`],
  ['import() with attributes', `await import('./b.ts', { with: { type: 'json' } })`],
  ['import() with a template without parts', 'await import(`./b.ts`)'],
  ['import() within a template', `log(\`\${await import("./b.ts")}\`)`],
  ['import() in a string with escapes', String.raw`await import('.\/b.ts')`],
  ['import() after a division', `x = a / 2; import('./b.ts'); y = b / 2`],
  ['import() after a regular expression', `/['"]/.test(x); import('./b.ts')`],
  ['import() after a generic', `const f = <T,>(a: Array<T>): T => a[0]!; import('./b.ts')`],
  ['import() after a decorator', `@sealed class A<T> { #x = 1 }\nimport('./b.ts')`],
  ['import defer', `import defer * as b from './b.ts'`],
  ['require()', `const { x } = require('./b.ts')`],
  ['module.require()', `module.require('./b.ts')`],
  ['require.resolve()', `delete require.cache[require.resolve('./b.ts')]`],
  ['import.meta.resolve()', `import.meta.resolve('./b.ts')`],
  ['import = require()', `import b = require('./b.ts')`],
  ['export import = require()', `export import b = require('./b.ts')`],
  ['createRequire()()', `createRequire(import.meta.url)('./b.ts')`],
  ['a name for createRequire()', `const load = module.createRequire(__filename); load('./b.ts')`],
  [
    'a name for createRequire',
    `import { createRequire as make } from 'module'\nmake(import.meta.url)('./b.ts')`,
  ],
  ['a name for require', `const load = require\nload('./b.ts')`],
  ['a hashbang before', `#!/usr/bin/env node\nimport './b.ts'`],
])('an import is found: %s', (_, text) => {
  const root = project({ 'a.ts': text, 'b.ts': '', 'c.ts': '' })
  expect(importsOf(root, 'a.ts')).toEqual({ files: ['b.ts'], unresolved: [] })
})

test.each([
  ['a comment', `// import './b.ts'\n/* require('./b.ts') */`],
  ['a string', `const text = "import './b.ts'"`],
  ['a template', `const text = \`import './b.ts'; \${1} require('./b.ts')\``],
  ['a regular expression', `/import '.\\/b.ts'/.test(text)`],
  [
    'import type',
    `import type { T } from './b.ts'\nimport type D from './b.ts'\nimport type * as N from './b.ts'`,
  ],
  ['a type that is called from', `import type from from './b.ts'`],
  ['export type', `export type { T } from './b.ts'\nexport type * from './b.ts'`],
  ['import type = require()', `import type B = require('./b.ts')`],
  ['typeof import()', `let b: typeof import('./b.ts')`],
  [
    'import() as a type',
    `type B = import('./b.ts').B; const a = x as import('./b.ts').B; f<import('./b.ts').B>()`,
  ],
  ['a property', `tools.require('./b.ts'); tools.import('./b.ts')`],
  ['methods of these names', `class A { import(path) { return 1 } require(path: string): void {} }`],
  ['a function of that name', `function require(path) { return path }`],
  ['properties of these names', `const a = { import: './b.ts', from: './b.ts', require: './b.ts' }`],
  ['import.meta', `import.meta.url`],
  ['exports without a module', `export { a }\nexport const from = './b.ts'`],
  ['a computed path that is not loaded', `require.resolve(name)`],
])('no import is found: %s', (_, text) => {
  const root = project({ 'a.ts': text, 'b.ts': '' })
  expect(importsOf(root, 'a.ts')).toEqual({ files: [], unresolved: [] })
})

test('elements are no code, and imports around and in them are found', () => {
  const root = project({
    'a.tsx': `const a = <p title="import './c.ts'">It's {await import('./b.ts')} require('./c.ts')</p>\nimport './d.jsx'`,
    'b.ts': '',
    'c.ts': '',
    'd.jsx': `export const d = <>import './c.ts'</>`,
  })
  expect(importsOf(root, 'a.tsx')).toEqual({ files: ['b.ts', 'd.jsx'], unresolved: [] })
})

test('imports that cannot be followed are returned with file and line', () => {
  const root = project({
    'a.ts': `import './b.ts'\n\nawait import(name)\nrequire('./' + name)\nawait import(\`./\${name}.ts\`)`,
    'b.ts': `/*\n*/ import './gone.ts'\nimport x from 'not-installed'\nimport '#nothing'\nimport 'node:fs'`,
  })
  expect(importsOf(root, 'a.ts')).toEqual({
    files: ['b.ts'],
    unresolved: [
      'a.ts:3 (computed)',
      'a.ts:4 (computed)',
      'a.ts:5 (computed)',
      'b.ts:2 ./gone.ts',
      'b.ts:3 not-installed',
      'b.ts:4 #nothing',
    ],
  })
})

test.each([
  ['a template without end', 'a.ts', 'const a = `\nimport "./b.ts"', 1],
  ['a string without end', 'a.ts', `\nconst a = 'it`, 2],
  ['a generic that reads as an element', 'a.tsx', `const f = <T,>(a: T) => a\nimport './b.ts'`, 1],
  ['an element without end', 'a.jsx', `\nconst a = <p>\nimport './b.ts'`, 2],
])('%s is an import that cannot be followed', (_, name, text, line) => {
  const root = project({ [name]: text, 'b.ts': '' })
  expect(importsOf(root, name).unresolved).toEqual([`${name}:${line} (computed)`])
})

test('built-in modules and installed packages are resolved, and have no files of the project', () => {
  const root = project({
    'a.mjs': `import 'fs'\nimport 'node:test'\nimport 'fs/promises'\nimport 'pkg'\nimport 'pkg/any'\nimport '@scope/pkg/any'\nimport './node_modules/pkg/index.js'`,
    'node_modules/pkg/index.js': `import './missing.js'`,
    'node_modules/@scope/pkg/package.json': { exports: { import: './index.js' } },
  })
  expect(importsOf(root, 'a.mjs')).toEqual({ files: [], unresolved: [] })
})

test('paths may have no ending, a compiled ending, a query, escapes, or be a folder or a URL', () => {
  const root = project({
    'deep/a.mts': `import './b.mjs'\nimport './c.jsx'\nimport './d.js?raw'\nimport './e%20f.js'\nimport '..'\nimport './folder'\nimport './both'\nimport './both.js'\nimport './types'`,
    'deep/b.mts': '',
    'deep/c.tsx': '',
    'deep/d.js': '',
    'deep/e f.js': '',
    'index.ts': `import './lib.with.dots'`,
    'lib.with.dots.ts': '',
    'deep/folder/package.json': { main: './main' },
    'deep/folder/main.cjs': '',
    'deep/folder/index.js': '',
    'deep/both.js': '',
    'deep/both.ts': '',
    'deep/types.d.ts': `import './nothing'`,
  })
  writeFileSync(join(root, 'deep/b.mts'), `import '${pathToFileURL(join(root, 'url.js')).href}'`)
  writeFileSync(join(root, 'url.js'), '')
  expect(importsOf(root, 'deep/a.mts')).toEqual({
    files: [
      ...['deep/b.mts', 'deep/both.js', 'deep/both.ts', 'deep/c.tsx', 'deep/d.js', 'deep/e f.js'],
      ...['deep/folder/main.cjs', 'deep/types.d.ts', 'index.ts', 'lib.with.dots.ts', 'url.js'],
    ],
    unresolved: [],
  })
})

test('#imports of the nearest package.json: exact names, patterns, all conditions, other packages', () => {
  const root = project({
    'package.json': {
      imports: {
        '#exact': './src/exact.ts',
        '#cond': { development: './src/dev.ts', default: [{ import: './src/prod.mts' }, './src/other.cjs'] },
        '#lib/*': './src/lib/*.ts',
        '#lib/special/*': './src/special/*.ts',
        '#lib/private/*': null,
        '#outer': 'pkg',
      },
    },
    'leaks/a.ts': `import '#exact'\nimport '#cond'\nimport '#lib/x'\nimport '#lib/special/y'\nimport '#outer'\nimport '#lib/private/z'`,
    ...Object.fromEntries(
      ['exact.ts', 'dev.ts', 'prod.mts', 'other.cjs', 'lib/x.ts', 'lib/special/y.ts', 'lib/private/z.ts'].map(
        name => [`src/${name}`, ''],
      ),
    ),
    'src/special/y.ts': '',
    'node_modules/pkg/index.js': '',
  })
  expect(importsOf(root, 'leaks/a.ts')).toEqual({
    files: [
      'src/dev.ts',
      'src/exact.ts',
      'src/lib/x.ts',
      'src/other.cjs',
      'src/prod.mts',
      'src/special/y.ts',
    ],
    unresolved: ['leaks/a.ts:6 #lib/private/z'],
  })
})

test('paths of tsconfig.json, with extends, comments and trailing commas', () => {
  const root = project({
    'config/base.json': `{
      // from here
      "compilerOptions": { "paths": { "@app/*": ["../src/*", "../generated/*"], "exact": ["../src/exact.ts"], }, },
    }`,
    'tsconfig.json': `{ /* inherits */ "extends": "./config/base.json", }`,
    'leaks/a.ts': `import '@app/x'\nimport '@app/made'\nimport 'exact'\nimport '@app/gone'`,
    'src/x.ts': '',
    'src/exact.ts': '',
    'generated/made.ts': '',
  })
  expect(importsOf(root, 'leaks/a.ts')).toEqual({
    files: ['generated/made.ts', 'src/exact.ts', 'src/x.ts'],
    unresolved: ['leaks/a.ts:4 @app/gone'],
  })
})

test('baseUrl, jsconfig.json, the nearest configuration, and referenced projects', () => {
  const root = project({
    'tsconfig.json': { compilerOptions: { baseUrl: './src' } },
    'src/lib/x.ts': '',
    'a.ts': `import 'lib/x'`,
    'web/jsconfig.json': { compilerOptions: { paths: { '~/*': ['./app/*'] } } },
    'web/a.js': `import '~/y'`,
    'web/app/y.js': '',
    'vite/tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './node' }] },
    'vite/tsconfig.app.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
    'vite/node/tsconfig.json': { compilerOptions: { paths: { '$/*': ['./*'] } } },
    'vite/a.ts': `import '@/z'\nimport '$/w'`,
    'vite/src/z.ts': '',
    'vite/node/w.ts': '',
    'broken/tsconfig.json': '{ "compilerOptions": ',
    'broken/a.ts': `import '@/z'\nimport './b.ts'`,
    'broken/b.ts': '',
  })
  expect(importsOf(root, 'a.ts')).toEqual({ files: ['src/lib/x.ts'], unresolved: [] })
  expect(importsOf(root, 'web/a.js')).toEqual({ files: ['web/app/y.js'], unresolved: [] })
  expect(importsOf(root, 'vite/a.ts')).toEqual({ files: ['vite/node/w.ts', 'vite/src/z.ts'], unresolved: [] })
  expect(importsOf(root, 'broken/a.ts')).toEqual({
    files: ['broken/b.ts'],
    unresolved: ['broken/a.ts:1 @/z'],
  })
})

test('packages of the same workspace are followed to their sources', () => {
  const root = project({
    'package.json': { workspaces: ['packages/*'] },
    'packages/app/leaks/a.mjs': `import 'lib'\nimport 'lib/sub/x'\nimport '@org/plain'\nimport '@org/plain/deep'\nimport 'installed'\nimport 'lib/hidden.js'`,
    'packages/lib/package.json': {
      name: 'lib',
      exports: { '.': { types: './gone.d.ts', import: './src/index.ts' }, './sub/*': './src/sub/*.js' },
    },
    'packages/lib/src/index.ts': `import './helper.js'`,
    'packages/lib/src/helper.ts': '',
    'packages/lib/src/sub/x.js': '',
    'packages/lib/hidden.js': '',
    'packages/plain/package.json': { name: '@org/plain', main: 'main.js' },
    'packages/plain/main.js': '',
    'packages/plain/deep/index.js': '',
    'node_modules/.store/installed/index.js': '',
  })
  link(root, 'node_modules/lib', 'packages/lib')
  link(root, 'node_modules/@org/plain', 'packages/plain')
  link(root, 'node_modules/installed', 'node_modules/.store/installed')
  expect(importsOf(root, 'packages/app/leaks/a.mjs')).toEqual({
    files: [
      ...['packages/lib/src/helper.ts', 'packages/lib/src/index.ts', 'packages/lib/src/sub/x.js'],
      ...['packages/plain/deep/index.js', 'packages/plain/main.js'],
    ],
    unresolved: ['packages/app/leaks/a.mjs:6 lib/hidden.js'],
  })
})

test('a package that imports itself by its name is followed through its exports', () => {
  const root = project({
    'package.json': { name: '@me/self', exports: { '.': './src/index.js', './extra': './src/extra.js' } },
    'leaks/a.js': `import '@me/self'\nrequire('@me/self/extra')`,
    'src/index.js': '',
    'src/extra.js': '',
    'single/package.json': { name: 'single', exports: './main.js' },
    'single/a.js': `import 'single'`,
    'single/main.js': '',
  })
  expect(importsOf(root, 'leaks/a.js')).toEqual({ files: ['src/extra.js', 'src/index.js'], unresolved: [] })
  expect(importsOf(root, 'single/a.js')).toEqual({ files: ['single/main.js'], unresolved: [] })
})

test('a compiled file leads to its sources by its source map', () => {
  const root = project({
    'a.mjs': `import './dist/b.js'`,
    'dist/b.js': `export {}\n//# sourceMappingURL=b.js.map\n`,
    'dist/b.js.map': { version: 3, sources: ['../src/b.ts'] },
    'src/b.ts': '',
  })
  expect(importsOf(root, 'a.mjs')).toEqual({ files: ['dist/b.js', 'src/b.ts'], unresolved: [] })
})

test('of a link both the link and its target are files that may change', () => {
  const root = project({ 'a.mjs': `import './link.mjs'`, 'real/b.mjs': `import './c.mjs'`, 'real/c.mjs': '' })
  link(root, 'link.mjs', 'real/b.mjs')
  expect(importsOf(root, 'a.mjs')).toEqual({
    files: ['link.mjs', 'real/b.mjs', 'real/c.mjs'],
    unresolved: [],
  })
})
