// The doors for require(): each loads the module that import gives, so there is one leaklab in a process. TypeScript wants
// declarations that are CommonJS beside them, so those that a door leads to are copied. Part of the build.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const [built, doors] = [join(root, 'dist'), join(root, 'dist/cjs')]
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const copied = new Set()

for (const { require: door } of Object.values(exports)) {
  if (door === undefined) continue
  const path = relative(doors, join(root, door.default))
  copyDeclaration(path.replace(/\.js$/, '.d.ts'))
  const target = relative(dirname(join(doors, path)), join(built, path))
  writeFileSync(join(doors, path), `module.exports = require(${JSON.stringify(target)})\n`)
}
writeFileSync(join(doors, 'package.json'), '{ "type": "commonjs" }\n')

/** Copies a declaration, and all that it leads to. */
function copyDeclaration(path) {
  if (copied.has(path)) return
  copied.add(path)
  const copy = join(doors, path)
  mkdirSync(dirname(copy), { recursive: true })
  copyFileSync(join(built, path), copy)
  for (const [, name] of readFileSync(copy, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g))
    copyDeclaration(join(dirname(path), name.replace(/\.[jt]s$/, '.d.ts')))
}
