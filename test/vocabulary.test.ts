// The words of the code: the field's terms and American spelling, and a head comment on every file.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
const files = listed.split('\n').filter(name => /^(src|test|bench|\.ci)\//.test(name))
const code = files.filter(name => /\.(ts|mts|cts|mjs|cjs|js|md)$/.test(name) && !name.endsWith('.wasm.ts'))

/** Words that our first versions used and that a newcomer cannot guess. In brackets, so that this file does not have them. */
const words = [
  't[o]ld|t[e]ller|l[i]ved|o[n]looker|w[i]tness(es)?|e[x]hibits?|u[n]witnessed',
  'w[o]bble|s[w]ells|r[e]stless|u[n]settled|k[i]nship|o[u]tweighed',
  'c[o]lour(ed|s)?|a[n]alysed?|n[o]rmalise[ds]?|s[u]mmarise[ds]?|o[p]timise[ds]?|r[e]cognise[ds]?|b[e]haviour',
]

/** The lines that match, each with its file and number. */
function findLines(pattern: RegExp): string[] {
  return code.flatMap(name =>
    readFileSync(join(root, name), 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${name}:${at + 1}: ${line.trim()}`] : [])),
  )
}

test('files are found at all', () => {
  expect(code.length).toBeGreaterThan(400)
  expect(findLines(/^\/\/ The words of the code/)).toHaveLength(1)
})

test.each(words)('no file says %s', pattern => {
  expect(findLines(new RegExp(`\\b(${pattern})\\b`, 'i'))).toEqual([])
})

test('every file of src begins with what it answers', () => {
  const sources = code.filter(name => name.startsWith('src/') && name.endsWith('.ts'))
  const without = sources.filter(name => !/^\/\/ \S/.test(readFileSync(join(root, name), 'utf8')))
  expect(without).toEqual([])
})
