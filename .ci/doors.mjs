// Writes the CommonJS entry points. Each requires the same ES module that `import` loads, so that a process has one leaklab.
// TypeScript needs CommonJS declarations beside them, so all declarations that an entry point imports are copied. Part of the build.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const [built, entries] = [join(root, 'dist'), join(root, 'dist/cjs')]
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const copied = new Set()

for (const { require: entry } of Object.values(exports)) {
  if (entry === undefined) continue
  const path = relative(entries, join(root, entry.default))
  copyDeclaration(path.replace(/\.js$/, '.d.ts'))
  const target = relative(dirname(join(entries, path)), join(built, path))
  writeFileSync(join(entries, path), `module.exports = require(${JSON.stringify(target)})\n`)
}
writeFileSync(join(entries, 'package.json'), '{ "type": "commonjs" }\n')

/** Copies a declaration, and all that it imports. */
function copyDeclaration(path) {
  if (copied.has(path)) return
  copied.add(path)
  const copy = join(entries, path)
  mkdirSync(dirname(copy), { recursive: true })
  copyFileSync(join(built, path), copy)
  for (const [, , name] of readFileSync(copy, 'utf8').matchAll(/(?:from |import\()(['"])(\.[^'"]+)\1/g))
    copyDeclaration(join(dirname(path), name.replace(/\.[jt]s$/, '.d.ts')))
}
