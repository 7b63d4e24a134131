// Is the content of each lesson complete, and does nothing but its meaning tell the right answer?
import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, readSource } from '../../src/catalog/builtin.ts'
import { cutSource } from '../../src/catalog/source.ts'
import { claims } from '../../src/scenario/scenario.ts'

const scenarios = await Promise.all(listBuiltin().map(loadBuiltin))
const lessons = scenarios.flatMap(({ outline, ...file }) =>
  outline.lesson === undefined ? [] : [{ ...file, id: file.id, outline, lesson: outline.lesson }],
)

/** Choices take at most two lines in 60 columns, an answer at most four. */
const longestReason = 64
const longestAnswer = 200

test('each scenario has a lesson', () => {
  expect(scenarios.filter(({ outline }) => outline.lesson === undefined).map(({ id }) => id)).toEqual([])
})

test.each(lessons)('the lesson of $id is complete', ({ lesson, outline, ...file }) => {
  const { against, because, beliefs, highlight, variant } = lesson
  const { variants } = cutSource(readSource(file), outline.variants)
  const claimOf = (name: string) => outline.variants.find(one => one.name === name)!.claim
  expect(claims).toContain(claimOf(variant))
  expect(against).not.toBe(variant)
  // What only looks like a leak may be compared with other code that does not leak.
  if (!file.id.startsWith('look-alikes/')) expect(claimOf(against)).not.toBe(claimOf(variant))

  const wrong = Object.values(beliefs)
  expect(wrong.length).toBeGreaterThanOrEqual(2)
  expect(wrong.length).toBeLessThanOrEqual(3)
  for (const reason of [because, ...wrong.map(one => one.because)]) {
    expect(reason.length, reason).toBeLessThanOrEqual(longestReason)
    expect(reason, reason).not.toMatch(/[.?!]$/)
  }
  for (const { answer } of wrong) {
    expect(answer.length, answer).toBeLessThanOrEqual(longestAnswer)
    expect(answer, answer).toMatch(/^([A-Z`0-9]|[\w.]+\(\)).*[.]$/)
  }
  expect(new Set([because, ...wrong.map(one => one.because)]).size).toBe(wrong.length + 1)

  const { code } = variants.find(({ name }) => name === variant)!
  const lines = code.split('\n')
  expect(highlight.length).toBeGreaterThanOrEqual(1)
  expect(highlight.length).toBeLessThanOrEqual(4)
  let from = 0
  for (const part of highlight) {
    const at = lines.findIndex((line, i) => i >= from && line.includes(part))
    expect(at, `${part} in its place`).toBeGreaterThanOrEqual(0)
    from = at
  }
})

test('who always predicts a leak is wrong in three of ten lessons', () => {
  const leaks = lessons.filter(
    ({ lesson, outline }) => outline.variants.find(({ name }) => name === lesson.variant)!.claim === 'leaks',
  )
  expect(leaks.length / lessons.length).toBeLessThanOrEqual(0.7)
})

test('the right reason is the longest, or the shortest, no more often than by chance', () => {
  let longest = 0
  let shortest = 0
  let expected = 0
  for (const { lesson } of lessons) {
    const wrong = Object.values(lesson.beliefs).map(({ because }) => because.length)
    if (lesson.because.length >= Math.max(...wrong)) longest++
    if (lesson.because.length <= Math.min(...wrong)) shortest++
    expected += 1 / (wrong.length + 1)
  }
  // One standard deviation above chance, rounded up.
  const most = Math.ceil(expected + Math.sqrt(expected))
  expect(longest).toBeLessThanOrEqual(most)
  expect(shortest).toBeLessThanOrEqual(most)
})
