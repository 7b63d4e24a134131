// Foreign text in a lesson, a recording and a heap: no frame and no line of the plain mode lets it act on the terminal.
import { expect, test } from 'vitest'
import { presentScenes } from '../../src/model/notes.ts'
import { noProgress } from '../../src/model/progress.ts'
import type { Recording } from '../../src/model/recording.ts'
import { type Report, type Result, reportSchema } from '../../src/model/report.ts'
import { type EnginesEvent, openEngines, reduceEngines } from '../../src/stage/engines/state.ts'
import { describeNotes } from '../../src/stage/notes/describe-notes.ts'
import { noNotes } from '../../src/stage/notes/state.ts'
import { describeState, shownLesson } from '../../src/stage/plain/state.ts'
import { beginPresent, openInPresent } from '../../src/stage/present/state.ts'
import { openStageAt, openStageWith, type StageState } from '../../src/stage/state.ts'
import { renderStage } from '../../src/stage/views/stage.ts'
import { report } from '../report/build.ts'
import { replaceTexts } from '../report/hostile/sample.ts'
import { attacks, expectHarmless } from '../report/hostile/texts.ts'
import { results as compareResults, comparison, trials } from './compared.ts'
import { course, type Drive, drive, measured, strongCache } from './drive.ts'

const size = { columns: 100, rows: 40 }

/** Values by which the program chooses a sentence. */
const kinds = ['claim', 'belief', 'kind']

function poison<Value>(value: Value, text: string): Value {
  const replace = (one: unknown, name: string): unknown => {
    if (typeof one === 'string') return kinds.includes(name) ? one : text
    if (Array.isArray(one)) return one.map(member => replace(member, name))
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([name, member]) => [name, replace(member, name)]))
  }
  return replace(value, '') as Value
}

/** A comparison whose texts are an attack: in the middle, to its end, and with a problem. */
function compared(text: string, recording: Recording): EnginesEvent[][] {
  const nameOf = (variant: string) => `${text} ${variant}`
  const rows = comparison.rows.map(row => ({ ...row, variant: nameOf(row.variant) }))
  const planned = trials.map(trial => ({ ...trial, variant: nameOf(trial.variant) }))
  const begin: EnginesEvent = {
    type: 'begun',
    comparison: { ...comparison, rows },
    trials: planned,
    missing: [],
  }
  const filled = compareResults().map(event =>
    event.type === 'result' ? { ...event, cell: { ...event.cell, because: text } } : event,
  )
  return [
    [begin, ...filled.slice(0, 7), { type: 'progress', recording }],
    [begin, ...filled],
    [begin, { type: 'problem', message: text }],
  ]
}

/** The frame and the plain lines of a state. @returns the scene that it is in */
function read(state: StageState): string {
  for (const unicode of [true, false])
    expectHarmless(renderStage(state, { color: false, unicode }).join('\n'))
  expectHarmless(describeState(state, { unicode: true }).join('\n'))
  return state.scene.kind === 'lesson' ? state.scene.lesson.scene : state.scene.kind
}

/** Presses keys that lead through all scenes, with measurements in between. @returns the scenes */
function walk(to: Drive, results: readonly Result[]): Set<string> {
  const scenes = new Set<string>()
  for (let round = 0; round < 15; round++) {
    for (const key of ['enter', '1', 'enter', 'right', '?', 'escape', 'end', 'w', 'r']) {
      to.press(key)
      scenes.add(read(to.state))
    }
    for (const [at, side] of (['variant', 'against'] as const).entries()) {
      to.send({ type: 'lesson', event: { type: 'result', side, result: results[at]! } })
      scenes.add(read(to.state))
    }
  }
  return scenes
}

test.each(attacks.map((text, at) => [at, text]))(
  'lesson, replay, presentation and notes %d',
  { timeout: 60_000 },
  (_, text) => {
    const content = poison(strongCache, text)
    const results = (replaceTexts(reportSchema, report(Object.values(measured)), text) as Report).results

    const lesson = drive(size, openStageAt(size, course, noProgress, content))
    const scenes = walk(lesson, results)
    for (const scene of ['code', 'outcome', 'reason', 'watch', 'reveal', 'why', 'duel', 'recap'])
      expect(scenes).toContain(scene)
    walk(drive(size, openStageWith(size, results)), results)

    for (const event of compared(text, results[0]!.recording)) {
      const scene = lesson.state.scene as Extract<StageState['scene'], { kind: 'lesson' }>
      const engines = event.reduce(reduceEngines, openEngines({ scenario: text, title: text }))
      for (const selected of [0, 1, comparison.rows.length])
        read({
          ...lesson.state,
          scene: { kind: 'engines', engines: { ...engines, selected }, lesson: scene.lesson },
        })
    }

    const opened = openInPresent(beginPresent([text], 0), content, null)
    for (const scene of presentScenes) {
      const present = { ...opened, scene, lesson: shownLesson(lesson.state)!.lesson }
      read({ ...lesson.state, scene: { kind: 'present', present } })
      read({
        ...lesson.state,
        scene: { kind: 'notes', notes: { ...noNotes, notes: describeNotes(present) } },
      })
    }
  },
)
