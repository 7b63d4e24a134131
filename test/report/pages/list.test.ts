import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { listBuiltin } from '../../../src/catalog/builtin.ts'
import { renderList, renderOverview } from '../../../src/report/pages/list.ts'
import { renderShow } from '../../../src/report/pages/show.ts'
import { renderLesson, renderOpening } from '../../../src/report/trial/lesson.ts'
import { describeChapter } from '../../../src/report/words/en/chapters.ts'
import { ascii, colored, plain, subject, widest } from '../build.ts'

const entry = {
  id: 'caches/strong-cache',
  slug: 'strong-cache',
  chapter: 'caches',
  outline: {
    title: 'Strong cache',
    ask: 'A Map remembers every session. Can a session ever be collected, in whatever way?',
    learn: 'A Map retains its values. Whoever adds must also delete, bound, or hold weakly.',
    variants: [
      { name: 'unbounded Map', claim: 'leaks' as const, stated: true, exceptions: [] },
      { name: 'least recently used, 50 entries', claim: 'plateaus' as const, stated: true, exceptions: [] },
      { name: 'deleted on logout', claim: 'collects' as const, stated: true, exceptions: [] },
    ],
  },
}
const other = { ...entry, slug: 'cyclic-nodes', chapter: 'reachability' }

const questions = { isShown: () => false, withClaims: false }
const names = { isShown: () => true, withClaims: false }
const answers = { isShown: () => true, withClaims: true }

test('the overview has the chapters with their number of scenarios, and what to type next', () => {
  expect(renderOverview([entry, entry, other], plain)).toBe(
    `
leaklab comes with 3 scenarios in 2 chapters.

  caches        2  maps, pools and memoized results
  reachability  1  cycles, trees and graphs of objects

  leaklab list caches        a chapter, or what has a word
  leaklab list --all         all scenarios and variants
  leaklab show strong-cache  its code and its lesson
  leaklab run strong-cache   run it and see what happens
`.slice(1, -1),
  )
})

test('the overview of the whole catalog fits a screen of 24 rows, from 60 columns on', () => {
  const catalog = listBuiltin().map(file => ({ ...entry, ...file }))
  for (const width of [60, 80, 100])
    expect(renderOverview(catalog, { ...plain, width }).split('\n').length).toBeLessThan(24)
  for (const { chapter } of catalog) expect(describeChapter(chapter)).not.toBe('')
  expect(widest(renderOverview(catalog, { ...plain, width: 40 }))).toBeLessThanOrEqual(40)
})

test('the list has chapters and scenarios with their questions, and no answers', () => {
  expect(renderList([entry, other], questions, plain)).toBe(
    `
caches
  strong-cache  A Map remembers every session. Can a session ever be collected,
                in whatever way?

reachability
  cyclic-nodes  A Map remembers every session. Can a session ever be collected,
                in whatever way?

leaklab show strong-cache shows its code, leaklab run strong-cache runs it
`.trim(),
  )
})

test('variants are listed if they are asked for, with their claims only if these are too', () => {
  expect(renderList([entry], names, plain)).toContain(
    `
    - unbounded Map
    - least recently used, 50 entries
    - deleted on logout
`,
  )
  expect(renderList([entry], answers, plain)).toContain(
    `
    leaks     unbounded Map
    plateaus  least recently used, 50 entries
    collects  deleted on logout
`,
  )
  const one = { isShown: (variant: string) => variant === 'deleted on logout', withClaims: false }
  expect(renderList([entry], one, plain)).toContain('whatever way?\n    - deleted on logout\n\n')
})

test('in a narrow list the question is under the name of its scenario', () => {
  expect(renderList([entry], answers, { ...plain, width: 60 })).toBe(
    `
caches
  strong-cache
    A Map remembers every session. Can a session ever be
    collected, in whatever way?
    leaks     unbounded Map
    plateaus  least recently used, 50 entries
    collects  deleted on logout

leaklab show strong-cache shows its code, leaklab run
strong-cache runs it
`.trim(),
  )
})

test.each([40, 60, 80, 100])('at %d columns no line of the list is longer, and nothing is cut', width => {
  const [first, ...rest] = entry.outline.variants
  const name = 'a name as long as a sentence that its author thought would help'
  const wordy = { ...entry, outline: { ...entry.outline, variants: [{ ...first!, name }, ...rest] } }
  for (const style of [plain, ascii, colored]) {
    for (const choice of [names, answers]) {
      const rendered = stripVTControlCharacters(renderList([wordy, other], choice, { ...style, width }))
      expect(widest(rendered)).toBeLessThanOrEqual(width)
      const words = rendered.replaceAll(/\s+/g, ' ')
      expect(words).toContain(entry.outline.ask)
      expect(words).toContain(name)
    }
  }
})

test('no line of a list is dim: all of it carries meaning', () => {
  expect(renderList([entry, other], answers, colored)).not.toContain('\u001b[2m')
})

test('without a width each question is in the line of its scenario', () => {
  const rendered = renderList([entry], questions, { ...plain, width: Number.POSITIVE_INFINITY })
  expect(rendered.split('\n')[1]).toBe(`  strong-cache  ${entry.outline.ask}`)
})

test('a scenario is shown as it was written, between its question and its lesson', () => {
  const parts = {
    prelude: 'class Session {\n  payload = 1\n}\n\n',
    variants: [{ name: 'unbounded Map', claim: 'leaks' as const, code: 'lab => {\n  return () => {}\n}' }],
  }
  expect(renderShow(entry, parts, { ...plain, width: 60 })).toBe(
    `
Strong cache
A Map remembers every session. Can a session ever be
collected, in whatever way?

class Session {
  payload = 1
}

── leaks · unbounded Map ───────────────────────────────────

lab => {
  return () => {}
}

────────────────────────────────────────────────────────────

A Map retains its values. Whoever adds must also delete,
bound, or hold weakly.
`.trim(),
  )
})

test('without claims a scenario is shown without anything that gives the answer away', () => {
  const exceptions = [{ runtimes: 'node <22', claim: 'collects' as const, because: 'it is young' }]
  const [first] = entry.outline.variants
  const outline = { ...entry.outline, variants: [{ ...first!, exceptions }] }
  const variants = [{ name: 'unbounded Map', claim: 'leaks' as const, code: 'lab => {}' }]
  const parts = { prelude: '', variants }
  expect(renderShow({ ...entry, outline }, parts, plain)).toContain('except on node <22')
  expect(renderShow({ ...entry, outline }, parts, { ...plain, width: 60 }, false)).toBe(
    `
Strong cache
A Map remembers every session. Can a session ever be
collected, in whatever way?

── unbounded Map ───────────────────────────────────────────

lab => {}
`.trim(),
  )
})

test('the tolerances of a variant are under its name', () => {
  const shared = { because: 'it is emptied at night', sharers: 1 }
  const tolerances = {
    budgets: [{ ...shared, bytesPerStep: 200, survivors: 50, fingerprints: [] }],
    acceptances: [{ ...shared, fingerprint: '0123456789ab', until: '2027-01-31' }],
  }
  const [first, ...rest] = entry.outline.variants
  const outline = { ...entry.outline, variants: [{ ...first!, tolerances }, ...rest] }
  const variants = [{ name: first!.name, claim: first!.claim, code: 'lab => {}' }]
  expect(renderShow({ ...entry, outline }, { prelude: '', variants }, { ...plain, width: 120 })).toContain(
    `─
tolerates 200 B per iteration and 50 objects alive: it is emptied at night
accepts the leak of fingerprint 0123456789ab until 2027-01-31: it is emptied at night
`,
  )
})

test('an opening is the title and the question, of a bare function the title alone', () => {
  expect(renderOpening(subject, plain)).toBe('Strong cache\nCan a session ever be collected?')
  expect(renderOpening({ title: 'my-thing', ask: '' }, plain)).toBe('my-thing')
})

test('a lesson is wrapped to the width', () => {
  expect(renderLesson('one two three four', { ...plain, width: 9 })).toBe('one two\nthree\nfour')
  expect(renderLesson('', plain)).toBe('')
})
