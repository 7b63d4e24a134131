// The source of the project that the bench belongs to.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'

export const root = process.env.PROJECT

/** AssemblyScript has decorators of functions, which TypeScript does not. */
const notTypeScript = ['src/heap/parse/kernel/**', '**/*.assembly.ts']

export function listSources() {
  return globSync('src/**/*.ts', { cwd: root, ignore: notTypeScript })
    .sort()
    .map(file => ({ file: join(root, file), text: readFileSync(join(root, file), 'utf8') }))
}
