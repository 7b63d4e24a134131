// Any keys in any order, at any size, with measurements that come at any time: nothing crashes, and each frame fits.
import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { presentScenes } from '../../src/model/notes.ts'
import type { EnginesEvent } from '../../src/stage/engines/state.ts'
import { canCompareEngines, type Side } from '../../src/stage/lesson/state.ts'
import { describeNotes } from '../../src/stage/notes/describe-notes.ts'
import { beginPresent, openInPresent } from '../../src/stage/present/state.ts'
import {
  openStageForNotes,
  openStageToExplore,
  openStageToPresent,
  openStageWith,
  type StageEvent,
  type StageState,
} from '../../src/stage/state.ts'
import { scenarios } from '../report/trial/simulated.ts'
import { begun, results as compared, progress, withRecorded } from './compared.ts'
import { drive, loadLesson, measured, strongCache } from './drive.ts'
import { exploreDrawing } from './explored-heap.ts'
import { manyReasons, twoHolders } from './held-twice.ts'

const keys = [
  ...'0123456789abehjknopqrxy.,+-=[]?/W é漢'.replaceAll(' ', ''),
  ...['enter', 'space', 'escape', 'backspace', 'tab', 'left', 'right', 'up', 'down', 'home', 'end'],
  ...['pageup', 'pagedown', 'ctrl-c', 'ctrl-z', 'ctrl-n', 'ctrl-p'],
]
const notes = describeNotes(openInPresent(beginPresent(['strong-cache'], 0), strongCache, null))
const size = fc.record({ columns: fc.integer({ min: 2, max: 160 }), rows: fc.integer({ min: 2, max: 60 }) })
const side = fc.constantFrom('variant' as const, 'against' as const)
/** The key, or the measurement, that leads on from where the program is. */
const leadOn = { type: 'lead-on' } as const
const results = [...Object.values(scenarios).flat(), twoHolders, manyReasons]
const engineEvents: EnginesEvent[] = [
  begun,
  progress,
  ...compared(),
  ...withRecorded,
  { type: 'problem', message: 'no memory\nleft' },
]
/** Measurements by their numbers, so that a failed run of the test can be read. */
type Measured =
  | { type: 'progress'; side: Side; rounds: number }
  | { type: 'result'; side: Side; index: number }
const event: fc.Arbitrary<StageEvent | typeof leadOn | Measured> = fc.oneof(
  { weight: 40, arbitrary: fc.constant(leadOn) },
  { weight: 12, arbitrary: fc.constantFrom(...keys).map(key => ({ type: 'key', key }) as const) },
  {
    weight: 1,
    arbitrary: fc.boolean().map(isThere => ({ type: 'notes', notes: isThere ? notes : null }) as const),
  },
  { weight: 2, arbitrary: fc.nat(3_000).map(ms => ({ type: 'tick', ms }) as const) },
  { weight: 1, arbitrary: size.map(size => ({ type: 'resize', size }) as const) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('progress' as const), side, rounds: fc.nat(27) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('result' as const), side, index: fc.nat(results.length - 1) }),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(...engineEvents).map(event => ({ type: 'engines', event }) as const),
  },
  {
    weight: 1,
    arbitrary: side.map(
      side => ({ type: 'lesson', event: { type: 'problem', side, message: 'no memory\nleft' } }) as const,
    ),
  },
)

function toEvent(event: StageEvent | typeof leadOn | Measured, state: StageState): StageEvent {
  if (event.type === 'lead-on') return next(state)
  if (event.type === 'result') {
    const { index, side } = event
    return { type: 'lesson', event: { type: 'result', side, result: results[index]! } }
  }
  if (event.type !== 'progress') return event
  const { recording } = measured[event.side]
  const part = { ...recording, rounds: recording.rounds.slice(0, event.rounds), released: null }
  return { type: 'lesson', event: { type: 'progress', side: event.side, recording: part } }
}

function next({ compared, scene }: StageState): StageEvent {
  if (
    scene.kind === 'present' &&
    scene.present.scene === 'watch' &&
    scene.present.lesson?.measured.variant.result === null
  )
    return { type: 'lesson', event: { type: 'result', side: 'variant', result: measured.variant } }
  if (scene.kind === 'engines')
    return { type: 'engines', event: scene.engines.comparison === null ? begun : progress }
  if (scene.kind !== 'lesson') return { type: 'key', key: 'enter' }
  const { measured: known, scene: at } = scene.lesson
  if (at === 'watch' && known.variant.result === null)
    return { type: 'lesson', event: { type: 'result', side: 'variant', result: measured.variant } }
  if (at === 'duel' && known.against.result === null)
    return { type: 'lesson', event: { type: 'result', side: 'against', result: measured.against } }
  if (at === 'recap' && compared === null && canCompareEngines(scene.lesson)) return { type: 'key', key: 'e' }
  return { type: 'key', key: ['outcome', 'reason', 'confidence', 'observe'].includes(at) ? '1' : 'enter' }
}

const lessons = [
  strongCache,
  await loadLesson('collection-kinds'),
  { ...strongCache, reasons: [], ask: '', against: null },
]
const presented = { lessons: ['strong-cache', 'collection-kinds'], from: 0 }

function nameOf(scene: StageState['scene']): string {
  if (scene.kind === 'present') return `present ${scene.present.scene}`
  return scene.kind === 'lesson' ? scene.lesson.scene : scene.kind
}

const scenesSeen = new Set<string>()

test.each([
  ['the course', undefined],
  ['a presentation', openStageToPresent({ columns: 80, rows: 24 }, presented)],
  ['notes', openStageForNotes({ columns: 80, rows: 24 })],
  ['a recording', openStageWith({ columns: 80, rows: 24 }, Object.values(scenarios).flat())],
  ['a heap', openStageToExplore({ columns: 80, rows: 24 }, await exploreDrawing(), 'a.heapsnapshot')],
])(
  '%s',
  (_, first) => {
    fc.assert(
      fc.property(
        size,
        fc.nat(lessons.length - 1),
        fc.boolean(),
        fc.array(event, { minLength: 30, maxLength: 100 }),
        (size, lesson, unicode, events) => {
          const to = drive(size, first)
          if (first?.scene.kind === 'present' || (first === undefined && lesson > 0))
            to.send({ type: 'opened', content: lessons[lesson]! })
          to.send({ type: 'resize', size })
          for (const one of events) {
            to.send(toEvent(one, to.state))
            const { scene, size } = to.state
            scenesSeen.add(nameOf(scene))
            const lines = to.frame({ color: true, unicode }).split('\n')
            if (size.columns < 50 || size.rows < 16) continue
            expect(lines.length).toBeLessThanOrEqual(size.rows - 1)
            for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(size.columns - 1)
          }
        },
      ),
      { numRuns: 40 },
    )
  },
  120_000,
)

test('every scene was reached', () => {
  expect([...scenesSeen].sort()).toEqual(
    [
      ...['ask', 'code', 'outcome', 'reason', 'confidence', 'watch', 'observe', 'reveal', 'why', 'duel'],
      ...['recap', 'engines', 'home', 'replay', 'notes', 'explore'],
      ...presentScenes.map(scene => `present ${scene}`),
    ].sort(),
  )
})
