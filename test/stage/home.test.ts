// The list of lessons: where it begins, what a filter leaves, what is done.
import { expect, test } from 'vitest'
import { noProgress, type Progress } from '../../src/model/progress.ts'
import { listLessons } from '../../src/stage/home/course.ts'
import { openHome, shownGroups } from '../../src/stage/home/state.ts'
import { openStageAt } from '../../src/stage/state.ts'
import { course, drive, sendResult, strongCache } from './drive.ts'

const size = { columns: 80, rows: 24 }
const lessons = listLessons(course)
const done = { outcome: true, reason: true }
const progressOf = (slugs: readonly string[], last: string | null): Progress => ({
  version: 1,
  lessons: Object.fromEntries(lessons.filter(({ slug }) => slugs.includes(slug)).map(({ id }) => [id, done])),
  last: lessons.find(({ slug }) => slug === last)?.id ?? last,
})

test('the first hour comes first, and each scenario is there once', () => {
  expect(course[0]!.lessons.map(({ slug }) => slug)).toEqual([
    ...[
      'strong-cache',
      'cyclic-nodes',
      'lapsed-listener',
      'shared-context',
      'weakmap-long-key',
      'weak-cache',
    ],
    ...['finalizer-callbacks', 'idle-heap'],
  ])
  expect(new Set(lessons.map(({ id }) => id)).size).toBe(70)
  expect(lessons.length).toBe(70)
  // Each builds on one before it.
  const titles = course[0]!.lessons.map(({ title }) => title)
  for (const [at, { buildsOn }] of course[0]!.lessons.entries())
    if (at > 0) expect(titles.slice(0, at)).toContain(buildsOn)
})

test.each([
  ['at the first lesson', [], null, 'strong-cache'],
  ['at the first that is not done', ['strong-cache', 'cyclic-nodes'], 'cyclic-nodes', 'lapsed-listener'],
  ['where one was', ['strong-cache'], 'debounce', 'debounce'],
  ['not at a file that is no lesson of the course', [], './mine.ts', 'strong-cache'],
])('it begins %s', (_, slugs, last, first) => {
  const { selected } = openHome(course, progressOf(slugs, last))
  expect(lessons[selected]!.slug).toBe(first)
})

test('each word of the filter must be in a lesson', () => {
  const found = listLessons(shownGroups({ course, filter: 'WeakMap profile' }))
  expect(found.map(({ slug }) => slug)).toEqual(['ephemeron'])
  expect(shownGroups({ course, filter: 'no such thing' })).toEqual([])
})

test('letters filter, Backspace and Esc undo it, Enter opens what is chosen', () => {
  const to = drive(size)
  to.press('q', 'x')
  // The first q leaves; after a letter it is one.
  expect(to.effects).toEqual([{ do: 'leave' }])
  expect(to.state.home.filter).toBe('x')
  to.press('q')
  expect(to.state.home.filter).toBe('xq')
  to.press('backspace', 'backspace', 'd', 'e', 'b')
  expect(to.frame()).toContain('Debounce')
  to.press('escape', 'down', 'enter')
  expect(to.effects.at(-2)).toEqual({ do: 'open', id: lessons[1]!.id })
})

test('a file of the user is no lesson of the course, so it is not counted', () => {
  const mine = { ...strongCache, scenario: './mine.ts' }
  const to = drive(size, openStageAt(size, course, noProgress, mine))
  to.press('enter', 'enter', '1', '1', '1')
  sendResult(to, 'variant')
  to.press('enter', 'enter', '1', 'enter', 'enter', 'enter')
  expect(to.state.scene).toMatchObject({ kind: 'lesson', lesson: { scene: 'recap' } })
  expect(to.state.progress.lessons).toEqual({})
})
