// Foreign text in a lesson, a recording and a heap: no frame and no line of the plain mode lets it act on the terminal.
import { expect, test } from 'vitest'
import { analyzeHeap } from '../../src/heap/compute/analyze-heap.ts'
import { presentScenes } from '../../src/model/notes.ts'
import { noProgress } from '../../src/model/progress.ts'
import type { Recording } from '../../src/model/recording.ts'
import { type Report, type Result, reportSchema } from '../../src/model/report.ts'
import { createHeapExplorer, type HeapExplorer } from '../../src/retention/heap-explorer.ts'
import type { EditEvent } from '../../src/stage/edit/state.ts'
import { type EnginesEvent, openEngines, reduceEngines } from '../../src/stage/engines/state.ts'
import { describeNotes } from '../../src/stage/notes/describe-notes.ts'
import { noNotes } from '../../src/stage/notes/state.ts'
import { describeState, shownLesson } from '../../src/stage/plain/state.ts'
import { beginPresent, openInPresent } from '../../src/stage/present/state.ts'
import {
  openStageAt,
  openStageToEdit,
  openStageToExplore,
  openStageWith,
  type StageState,
} from '../../src/stage/state.ts'
import { renderStage } from '../../src/stage/views/stage.ts'
import { Drawing } from '../heap/support/builder.ts'
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

/** A heap in which every name is hostile: of classes, functions, variables, properties, regular expressions, modules and roots. */
async function hostileHeap(text: string): Promise<HeapExplorer> {
  const heap = new Drawing()
  const roots = heap.node('synthetic', `(${text})`, 0)
  heap.edge(heap.root, 'element', 1, roots)
  const scope = heap.object('system / Context')
  const [closure, shared] = [heap.node('closure', text, 32), heap.node('code', text, 8)]
  heap.edge(roots, 'internal', text, closure)
  heap.edge(closure, 'internal', 'context', scope)
  heap.edge(closure, 'internal', 'shared', shared)
  heap.edge(shared, 'internal', 'script', heap.node('string', `/${text}`, 8))
  heap.locations.push({ node: closure, script: 3, line: 1, column: 2 })
  const types = ['object', 'regexp', 'string', 'native', 'symbol', 'closure', 'array', 'hidden', 'bigint']
  for (const type of types) {
    const node = heap.node(type, `${text}${type}`, 40)
    heap.edge(scope, 'context', `${text}${type}`, node)
    for (const edge of ['property', 'internal', 'element', 'weak', 'shortcut'] as const) {
      const inner = heap.object(`${text}${edge}`, 20)
      heap.edge(node, edge, edge === 'element' ? 3 : text, inner)
      heap.locations.push({ node: inner, script: 3, line: 1, column: 2 })
    }
  }
  const key = heap.object(`${text}key`)
  heap.property(heap.global, text, key)
  heap.ephemeron(scope, key, heap.object(`${text}value`))
  return createHeapExplorer(analyzeHeap(await heap.graph()))
}

test.each(attacks.map((text, at) => [at, text]))('the browser of a heap %d', async (_, text) => {
  const explorer = await hostileHeap(text)
  const to = drive(size, openStageToExplore(size, explorer, text))
  const kinds = new Set<string>()
  const look = () => {
    read(to.state)
    const { scene } = to.state
    if (scene.kind === 'explore') kinds.add(scene.explore.here.place.kind)
  }
  const { classes } = explorer.summary
  for (let row = 0; row < classes.length; row++) {
    for (const keys of [
      ['enter'],
      ['y'],
      ['p'],
      ['y'],
      ['b'],
      ['enter'],
      ['y'],
      ['tab'],
      ['enter'],
      ['p', 'end', 'y'],
      ['?'],
      ['escape'],
    ]) {
      to.press(...keys)
      look()
    }
    to.press('b', 'b', 'b', 'b', 'j')
    look()
  }
  // What is typed may be pasted.
  to.press('/', ...text)
  look()
  to.press('enter')
  look()
  expect([...kinds].sort()).toEqual(['classes', 'instances', 'object', 'path'])
})

test.each(attacks.map((text, at) => [at, text]))('a file that is edited %d', (_, text) => {
  const results = (replaceTexts(reportSchema, report(Object.values(measured)), text) as Report).results
  const to = drive(size, openStageToEdit(size, text))
  const send = (...events: EditEvent[]) => {
    for (const event of events) {
      to.send({ type: 'edit', event })
      read(to.state)
    }
  }
  send({ type: 'saved' }, { type: 'begun', names: [text, `${text}2`] })
  for (const [index, result] of results.entries())
    send({ type: 'progress', index, recording: result.recording }, { type: 'result', index, result })
  send({ type: 'key', key: 'j' }, { type: 'saved' }, { type: 'begun', names: [text, `${text}2`] })
  send({ type: 'problem', message: text })
  to.press('?')
  expect(read(to.state)).toBe('edit')
})
