import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { TwinSource } from '../../../src/catalog/python-source.ts'
import { renderShowWithTwin, type ShownWithTwin } from '../../../src/report/pages/show-with-twin.ts'
import { ascii, colored, plain, widest } from '../build.ts'

const twin: TwinSource = {
  summary: 'A dict keeps its values,\nwhoever asks.\n\nOnly a weak one does not.',
  prelude: 'import weakref',
  variants: [
    { name: 'unbounded Map', claim: 'leaks', exceptions: [], code: 'def unbounded(lab):\n    return step' },
    {
      name: 'deleted on logout',
      claim: 'plateaus',
      differs: 'CPython keeps the newest',
      exceptions: [{ runtimes: 'python <3.12', claim: 'collects', because: 'it is older' }],
      code: 'def deleted(lab):\n    return step',
    },
    {
      name: 'WeakValueDictionary',
      claim: 'collects',
      exceptions: [],
      code: 'def weak(lab):\n    return step',
    },
  ],
}
const shown: ShownWithTwin = {
  language: 'typescript',
  outline: {
    title: 'Strong cache',
    ask: 'Can a session be collected?',
    learn: 'A Map retains.',
    variants: [],
  },
  parts: {
    prelude: 'class Session {\n  payload = 1\n}',
    variants: [
      { name: 'unbounded Map', claim: 'leaks', code: 'lab => {\n  return () => {}\n}' },
      { name: 'only here', claim: 'leaks', code: 'lab => {}' },
      { name: 'deleted on logout', claim: 'collects', code: 'lab => {\n  return () => {}\n}' },
    ],
  },
  twin,
}

test('where both fit, a scenario is on the left and its twin on the right', () => {
  expect(renderShowWithTwin(shown, { ...plain, width: 60 })).toBe(
    `
Strong cache
Can a session be collected?

TypeScript                   │ Python
                             │
class Session {              │ import weakref
  payload = 1                │
}                            │

── leaks · unbounded Map ───────────────────────────────────

lab => {                     │ def unbounded(lab):
  return () => {}            │     return step
}                            │

── leaks · only here ───────────────────────────────────────

lab => {}                    │ (not in Python)

── deleted on logout ───────────────────────────────────────
collects in JavaScript, plateaus in Python
except on python <3.12, where it collects: it is older
CPython keeps the newest.

lab => {                     │ def deleted(lab):
  return () => {}            │     return step
}                            │

── collects · WeakValueDictionary ──────────────────────────

(not in TypeScript)          │ def weak(lab):
                             │     return step

────────────────────────────────────────────────────────────

A Map retains.

In Python
A dict keeps its values, whoever asks.
Only a weak one does not.
`.trim(),
  )
})

test('where they do not fit, the twin is below, and both have their language above', () => {
  const body = `    return [${'1, '.repeat(9)}1]`
  const variants = twin.variants.map(variant => ({ ...variant, code: `def set_up(lab):\n${body}` }))
  const text = renderShowWithTwin({ ...shown, twin: { ...twin, variants } }, { ...plain, width: 50 })
  expect(text).toContain(
    `
── leaks · unbounded Map ─────────────────────────

TypeScript

lab => {
  return () => {}
}

Python

def set_up(lab):
${body}

── leaks · only here ─────────────────────────────
`,
  )
  expect(text).toContain(`\n(not in TypeScript)\n\nPython\n\ndef set_up(lab):\n${body}\n`)
  expect(widest(text)).toBeLessThanOrEqual(50)
})

test('a part that is too long stands below, and the parts after it have their languages above again', () => {
  const [first, ...others] = shown.parts.variants
  const long = { ...first!, code: `lab => ${'x'.repeat(65)}` }
  const parts = { ...shown.parts, variants: [long, ...others] }
  const text = renderShowWithTwin({ ...shown, parts }, { ...plain, width: 80 })
  expect(text).toContain(`\n\nTypeScript\n\n${long.code}\n\nPython\n\ndef unbounded(lab):\n`)
  expect(text.match(/^TypeScript +│ Python$/gm)).toHaveLength(2)
  expect(widest(text)).toBeLessThanOrEqual(80)
})

test('without claims neither claims, nor what differs, nor the lesson of the twin is shown', () => {
  const text = renderShowWithTwin(shown, { ...plain, width: 60 }, false)
  expect(text).toContain('\n── deleted on logout ─────')
  for (const answer of ['collects', 'plateaus', 'CPython', 'except', 'A Map retains', 'In Python'])
    expect(text).not.toContain(answer)
  expect(text).toContain('def weak(lab):')
})

test('what the author of a twin wrote cannot do anything to the terminal, and Unicode is not needed', () => {
  const hostile: TwinSource = {
    ...twin,
    summary: 'a\u001b[2Jb',
    variants: [{ ...twin.variants[0]!, differs: 'a\u001b[2Jb', code: 'def f():\n\treturn "\u001b[31m"' }],
  }
  const text = renderShowWithTwin({ ...shown, twin: hostile }, ascii)
  expect(text).not.toContain('\u001b')
  expect(text).not.toMatch(/[^\n\x20-\x7e]/)
  expect(text).toContain('| def f():')
})

test('colors change nothing about the text', () => {
  for (const width of [40, 60, 100])
    expect(stripVTControlCharacters(renderShowWithTwin(shown, { ...colored, width }))).toBe(
      renderShowWithTwin(shown, { ...plain, width }),
    )
})
