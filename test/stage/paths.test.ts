// What does the scene "why" show where several retaining paths were found? Two holders of the same, a path without the holder, and
// other objects that stay alive in another way; alone, before a class, and in plain mode.
import { expect, test } from 'vitest'
import type { Result } from '../../src/model/report.ts'
import { en } from '../../src/report/words/en.ts'
import { describeState, shownLesson } from '../../src/stage/plain/state.ts'
import { openStageToPresent } from '../../src/stage/state.ts'
import { type Drive, drive, measured, strongCache } from './drive.ts'
import { manyReasons, twoHolders } from './held-twice.ts'
import { cases, playSteps, type Step, sizes } from './steps.ts'

/** Keys that lead to the path. */
function leadToWhy(to: Drive, result: Result): void {
  to.press('enter', 'enter', 'enter', '3', '1', '1')
  to.send({ type: 'lesson', event: { type: 'result', side: 'variant', result } })
  to.press('enter', 'enter', '1', 'enter')
}

const steps: readonly Step[] = [
  ['two holders', to => leadToWhy(to, twoHolders)],
  ['the second holder', to => to.press('o')],
  ['the third holder', to => to.press('o')],
  ['the first holder again', to => to.press('o')],
  ['an arrow that cannot be cut', to => to.press('k', 'x')],
  ['all keys', to => to.press('?')],
  [
    'survivors',
    to => {
      to.press('escape')
      to.send({ type: 'lesson', event: { type: 'result', side: 'variant', result: manyReasons } })
      to.press('b', 'enter')
    },
  ],
  ['a path without the holder', to => to.press('o')],
  ['other survivors', to => to.press('o')],
  ['what grows as well', to => to.press('o')],
]

test.each(cases)('several paths at %s', async (name, size, look) => {
  await expect(playSteps(drive(size), steps, size, look)).toMatchFileSnapshot(`./frames/paths-${name}.txt`)
})

test('the key is named where there is another path only, and cuts nothing there', () => {
  const to = drive(sizes[0]!)
  leadToWhy(to, measured.variant)
  const { cut, otherPath } = en.stage.keyWords
  expect(to.frame()).not.toContain(otherPath)
  to.press('o')
  expect(shownLesson(to.state)!.lesson.shownPath).toBe(0)
  to.send({ type: 'lesson', event: { type: 'result', side: 'variant', result: twoHolders } })
  for (const size of sizes) {
    to.send({ type: 'resize', size })
    expect(to.frame()).toContain(`o ${otherPath}`)
    expect(to.frame()).toContain(en.stage.describePathNumber(1, 3))
  }
  to.press('o')
  expect(to.frame()).not.toContain(`x ${cut}`)
  to.press('x', 'j')
  expect(shownLesson(to.state)!.part).toBe('why')
  // The scene is entered with its first path.
  to.press('b', 'enter')
  expect(to.frame()).toContain(en.stage.describePathNumber(1, 3))
})

test.each(cases)('before a class at %s', async (name, size, look) => {
  const to = drive(size, openStageToPresent(size, { lessons: ['strong-cache'], from: 0 }))
  to.send({ type: 'opened', content: strongCache })
  const inClass: Step = [
    'two holders',
    () => {
      to.press('enter', 'enter', 'enter', 'enter')
      to.send({ type: 'lesson', event: { type: 'result', side: 'variant', result: twoHolders } })
      to.press('enter', 'enter', 'enter', 'enter')
    },
  ]
  const frames = playSteps(to, [inClass, ...steps.slice(1, 4)], size, look)
  await expect(frames).toMatchFileSnapshot(`./frames/present-paths-${name}.txt`)
})

test('in plain mode', () => {
  const to = drive(sizes[1]!)
  const read = () => describeState(to.state, { unicode: true }).join('\n')
  leadToWhy(to, twoHolders)
  expect(read()).toContain('What keeps growing (90 % of it; the path that a heap snapshot shows)')
  expect(read()).toContain('Path 1 of 3. Type "other path" for the next one.')
  to.press(en.plain.commands['other path']!)
  expect(read()).toContain('All of it is held here as well:')
  expect(read()).toContain('variable byUser')
  expect(read()).toContain(en.retention.describeCutOfOne(1))
  expect(read()).not.toContain(en.plain.cutHint)
  to.press('o')
  expect(read()).toContain('40 % of it is held here as well:')
})
