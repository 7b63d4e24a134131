// What does a class see, scene by scene? A presentation from simulated measurements: votes, no spoilers, stand-ins.
import { expect, test } from 'vitest'
import { listBuiltin } from '../../src/catalog/builtin.ts'
import type { Rehearsed } from '../../src/model/rehearsed.ts'
import { en } from '../../src/report/words/en.ts'
import { readBallot } from '../../src/stage/present/ballot.ts'
import type { PresentState } from '../../src/stage/present/state.ts'
import { openStageToPresent } from '../../src/stage/state.ts'
import { scenarios } from '../report/trial/simulated.ts'
import { type Drive, drive, loadLesson, measured, sendResult, strongCache } from './drive.ts'
import { cases, playSteps, type Step, sizes } from './steps.ts'

const list = { lessons: ['strong-cache', 'weak-cache'], from: 0 }
const rehearsed: Rehearsed = {
  variant: measured.variant,
  against: measured.against,
  recordedAt: '2026-11-29 08:42',
  tookMs: 2_000,
}

function begin(size = sizes[0]!, content = strongCache, kept: Rehearsed | null = null): Drive {
  const to = drive(size, openStageToPresent(size, list))
  to.send({ type: 'opened', content, rehearsed: kept })
  return to
}

function presentOf(to: Drive): PresentState {
  const { scene } = to.state
  if (scene.kind !== 'present') throw new Error(scene.kind)
  return scene.present
}

function vote(to: Drive, text: string): void {
  to.press(...[...text].map(key => (key === ' ' ? 'space' : key)), 'enter')
}

const steps: readonly Step[] = [
  ['question', () => {}],
  ['code', to => to.press('enter')],
  ['vote', to => to.press('pagedown')],
  ['a count is typed', to => to.press('a', '1', '2', 'space', 'b')],
  ['it is no count', to => to.press('enter')],
  ['the count', to => to.press('5', 'enter')],
  ['vote again', to => to.press('v')],
  ['the second count', to => vote(to, 'a 16 b 1')],
  ['vote on the reason', to => to.press('enter')],
  ['the reasons counted', to => vote(to, '5 9 3')],
  ['watch, before the first reading', to => to.press('enter')],
  [
    'watch, live',
    to => {
      const { recording } = measured.variant
      const part = { ...recording, rounds: recording.rounds.slice(0, 12), released: null }
      to.send({ type: 'lesson', event: { type: 'progress', side: 'variant', recording: part } })
      to.send({ type: 'tick', ms: 4_000 })
    },
  ],
  [
    'watch, at the end',
    to => {
      sendResult(to, 'variant')
      to.press('enter')
    },
  ],
  ['answer', to => to.press('enter')],
  ['the most common belief', to => to.press('enter')],
  ['the next belief', to => to.press('pagedown')],
  ['why', to => to.press('enter')],
  ['compare', to => to.press('x')],
  ['compared', to => sendResult(to, 'against')],
  ['rule', to => to.press('enter')],
  ['the next lesson', to => to.press('enter')],
  ['end', to => to.press(']')],
]

test.each(cases)('a presentation at %s', async (name, size, look) => {
  const frames = playSteps(begin(size), steps, size, look)
  await expect(frames).toMatchFileSnapshot(`./frames/present-${name}.txt`)
})

test('no line is longer than 60 columns, and nothing is dim', () => {
  const to = begin(sizes[2])
  for (const [step, act] of steps) {
    act(to)
    const text = to.frame({ color: true, unicode: true })
    expect(text, step).not.toContain('\u001b[2m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: color codes are control characters
    const lines = text.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')
    for (const line of lines) expect(line.trim().length, step).toBeLessThanOrEqual(60)
  }
})

test('nothing gives the answer away before the vote, in any lesson', async () => {
  let seen = 0
  for (const { slug } of listBuiltin()) {
    const content = await loadLesson(slug)
    const to = begin(sizes[2], content)
    for (const keys of [[], ['enter'], ['enter'], ['enter']]) {
      to.press(...keys)
      const text = to.frame()
      const choices = content.reasons.map(({ because }) => because).join('\n')
      const own = `${choices}\n${content.ask}\n${content.prelude}\n${content.variant.code.replace(content.variant.name, '')}`
      for (const name of [content.variant.name, content.against?.name ?? '']) {
        if (name === '' || own.includes(name)) continue
        expect(text, `${slug}: ${name}`).not.toContain(name)
        seen++
      }
      expect(text, slug).not.toContain(content.learn.slice(0, 40))
    }
  }
  expect(seen).toBeGreaterThan(400)
})

test.each([
  ['a 12 b 5', [12, 5, 0]],
  ['a12b5', [12, 5, 0]],
  ['c 3, a 1', [1, 0, 3]],
  ['12 5 0', [12, 5, 0]],
  ['12', [12, 0, 0]],
  ['a 1 a 2', [2, 0, 0]],
  ['d 1', null],
  ['1 2 3 4', null],
  ['a', null],
  ['12 b', null],
  ['a 10000', null],
  ['', null],
])('%s is a count: %j', (typed, ballot) => {
  expect(readBallot(typed, 3)).toEqual(ballot)
})

test('a count can be corrected; a second vote is kept beside the first', () => {
  const to = begin()
  to.press('enter', 'enter')
  vote(to, 'a 3')
  vote(to, 'a 4 b 1')
  expect(presentOf(to).ballots.outcome).toEqual([[4, 1, 0]])
  to.press('v')
  vote(to, 'a 5')
  expect(presentOf(to).ballots.outcome).toEqual([
    [4, 1, 0],
    [5, 0, 0],
  ])
})

test('the way back does not measure again', () => {
  const to = begin()
  to.press('enter', 'enter', 'enter', 'enter', 'b', 'pageup', 'pageup', 'enter', 'enter', 'enter')
  expect(presentOf(to).scene).toBe('watch')
  expect(to.effects.filter(effect => effect.do === 'run')).toHaveLength(1)
})

test('when the machine is slow, the rehearsal is offered, and s shows it', () => {
  const to = begin(sizes[0], strongCache, rehearsed)
  to.press('enter', 'enter', 'enter', 'enter')
  const { recording } = measured.variant
  const part = { ...recording, rounds: recording.rounds.slice(0, 3), released: null }
  to.send({ type: 'lesson', event: { type: 'progress', side: 'variant', recording: part } })
  to.send({ type: 'tick', ms: 3_000 })
  expect(to.frame()).not.toContain('as in the rehearsal')
  to.send({ type: 'tick', ms: 2_000 })
  expect(to.frame()).toContain('2.5 times as long as in the rehearsal')
  expect(to.frame().split('\n').at(-1)).toContain('s rehearsal')
  to.press('s')
  expect(to.effects.at(-1)).toEqual({ do: 'stop' })
  expect(to.frame().replaceAll(/\s+/g, ' ')).toContain('Recorded in the rehearsal of 2026-11-29 08:42')
  to.press('enter', 'enter')
  expect(to.frame()).toContain('The heap shows: it grows by')
})

test.each([
  ['fails', { type: 'problem', side: 'variant', message: 'no memory left' } as const],
  [
    'is inconclusive',
    {
      type: 'result',
      side: 'variant',
      result: {
        ...measured.variant,
        verdict: { ...measured.variant.verdict, outcome: 'inconclusive' },
      },
    } as const,
  ],
])('a measurement that %s is replaced by the rehearsal, and says so', (_, event) => {
  const to = begin(sizes[0], strongCache, rehearsed)
  to.press('enter', 'enter', 'enter', 'enter')
  to.send({ type: 'lesson', event })
  expect(to.frame()).toContain('Recorded in the rehearsal')
  to.press('enter', 'enter')
  expect(presentOf(to).scene).toBe('reveal')
})

test('a measurement that fails without a rehearsal says why, and the lecture goes on', () => {
  const to = begin()
  to.press('enter', 'enter', 'enter', 'enter')
  to.send({ type: 'lesson', event: { type: 'problem', side: 'variant', message: 'no memory left' } })
  expect(to.frame()).toContain(en.stage.describeMeasureProblem('no memory left'))
  to.press('enter')
  expect(presentOf(to).scene).toBe('recap')
})

test('votes on what was not certain are not counted as right or wrong', () => {
  const to = begin()
  to.press('enter', 'enter')
  vote(to, 'a 3')
  to.press('enter', 'enter')
  const result = { ...measured.variant, verdict: { ...measured.variant.verdict, outcome: 'failed' as const } }
  to.send({ type: 'lesson', event: { type: 'result', side: 'variant', result } })
  to.press('enter', 'enter')
  expect(presentOf(to).scene).toBe('reveal')
  expect(to.frame()).not.toContain('said so')
})

test('the simulated lesson is the one that leaks', () => {
  expect(scenarios['strong-cache']![0]).toBe(measured.variant)
  expect(measured.variant.verdict.outcome).toBe('leaking')
})
