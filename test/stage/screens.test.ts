// What does a student see, scene by scene? The frames of the first lesson, from a simulated measurement.
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { en } from '../../src/report/words/en.ts'
import { setLanguage } from '../../src/report/words/words.ts'
import { openStageWith } from '../../src/stage/state.ts'
import { pseudo } from '../report/pseudo.ts'
import { scenarios } from '../report/trial/simulated.ts'
import { course, drive, measured, sendResult, strongCache } from './drive.ts'
import { cases, playSteps, type Step, sizes } from './steps.ts'

/** The whole first lesson: what is pressed or happens, and the name of the frame after it. */
const steps: readonly Step[] = [
  ['home', () => {}],
  ['home, filtered', to => to.press('w', 'e', 'a', 'k')],
  ['question', to => to.press('escape', 'enter')],
  ['code', to => to.press('enter')],
  ['code, two parts lit', to => to.send({ type: 'tick', ms: 1_500 })],
  ['predict the outcome', to => to.press('enter')],
  ['predict the reason', to => to.press('3')],
  ['how sure', to => to.press('1')],
  ['watch, before the first reading', to => to.press('1')],
  [
    'watch, live',
    to => {
      const { recording } = measured.variant
      const part = { ...recording, rounds: recording.rounds.slice(0, 12), released: null }
      to.send({ type: 'lesson', event: { type: 'progress', side: 'variant', recording: part } })
      to.send({ type: 'tick', ms: 4_000 })
    },
  ],
  ['watch, one event back', to => to.press(',')],
  [
    'watch, measured, played on',
    to => {
      sendResult(to, 'variant')
      to.press('space')
      to.send({ type: 'tick', ms: 4_000 })
    },
  ],
  ['watch, at the end', to => to.press('enter')],
  ['what did you see', to => to.press('enter')],
  ['answer', to => to.press('1')],
  ['why', to => to.press('enter')],
  ['why, another arrow cut', to => to.press('k', 'x')],
  ['compare, running', to => to.press('j', 'x')],
  ['compare', to => sendResult(to, 'against')],
  ['rule', to => to.press('enter')],
  ['all keys', to => to.press('?')],
]

test.each(cases)('the first lesson at %s', async (name, size, look) => {
  const frames = playSteps(drive(size), steps, size, look)
  await expect(frames).toMatchFileSnapshot(`./frames/${name}.txt`)
})

test('no frame needs color: with color it is the same text', () => {
  for (const [, act] of steps.slice(0, 1)) act(drive(sizes[1]!))
  const [plain, colored] = [drive(sizes[1]!), drive(sizes[1]!)]
  for (const [step, act] of steps) {
    act(plain)
    act(colored)
    const text = colored.frame({ color: true, unicode: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: color codes are control characters
    expect(text.replaceAll(/\u001b\[[\d;]*m/g, ''), step).toBe(plain.frame())
  }
})

test('all of it is in the language', () => {
  setLanguage(pseudo)
  try {
    const to = drive(sizes[2]!)
    const titles = course.flatMap(({ chapter, lessons }) => [
      chapter ?? '',
      ...lessons.flatMap(({ ask, title }) => [title, ask]),
    ])
    const { against, ask, difference, learn, prelude, reasons, variant } = strongCache
    const data = [
      ...titles,
      ...[ask, learn, variant.name, against!.name, strongCache.scenario],
      ...`${prelude}\n${variant.code}`.split('\n'),
      ...difference.map(({ text }) => text),
      ...reasons.flatMap(({ answer, because }) => [answer, because]),
    ].join(' ')
    const known = new Set(data.match(/[A-Za-z]{2,}/g))
    for (const name of ['leaklab', 'weak', 'Session', 'cache', 'ts', 'scenarios', 'caches', 'strong'])
      known.add(name)
    for (const [step, act] of steps) {
      act(to)
      const words = to.frame().match(/[A-Za-z]{2,}/g) ?? []
      expect([...new Set(words.filter(word => !known.has(word)))], step).toEqual([])
      const tooWide = to
        .frame()
        .split('\n')
        .filter(line => stringWidth(line) > sizes[2]!.columns - 1)
      expect(tooWide, step).toEqual([])
    }
  } finally {
    setLanguage(en)
  }
})

test('a recording in the player', async () => {
  const results = scenarios['finalizer-callbacks']!
  let frames = ''
  const to = drive(sizes[1]!, openStageWith(sizes[1]!, results))
  for (const keys of [[], ['n'], ['n', '.'], ['9'], ['tab'], ['9'], ['[']]) {
    to.press(...keys)
    frames += `=== ${keys.join(' ')}\n${to.frame()}\n`
  }
  await expect(frames.replaceAll(/ +$/gm, '')).toMatchFileSnapshot('./frames/replay.txt')
})

test('a terminal that is too small says so', () => {
  expect(drive({ columns: 30, rows: 8 }).frame()).toContain('30 × 8')
})
