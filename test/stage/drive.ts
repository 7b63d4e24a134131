// Drives the interactive program without a terminal: keys in, frames out, simulated measurements in between.
import { listBuiltin, loadBuiltin, loadCatalog, readSource } from '../../src/catalog/builtin.ts'
import { noProgress } from '../../src/model/progress.ts'
import type { Result } from '../../src/model/report.ts'
import { createCourse } from '../../src/stage/home/course.ts'
import { createContent, type LessonContent } from '../../src/stage/lesson/content.ts'
import type { Side } from '../../src/stage/lesson/state.ts'
import type { Size } from '../../src/stage/screen.ts'
import type { Backstage } from '../../src/stage/session.ts'
import {
  openStage,
  reduceStage,
  type StageEffect,
  type StageEvent,
  type StageState,
} from '../../src/stage/state.ts'
import { renderStage } from '../../src/stage/views/stage.ts'
import { scenarios } from '../report/trial/simulated.ts'

export const course = createCourse(await loadCatalog())

/** The lesson of strong-cache, as it is in the catalog. */
export const strongCache: LessonContent = await loadLesson('strong-cache')

export async function loadLesson(slug: string): Promise<LessonContent> {
  const file = listBuiltin().find(one => one.slug === slug)!
  const { outline } = await loadBuiltin(file)
  return createContent({ id: file.id, slug, outline, isComparable: true }, readSource(file))
}

/** What would be measured: the leak, and its fix. */
export const measured: Record<Side, Result> = {
  variant: scenarios['strong-cache']![0]!,
  against: scenarios['strong-cache']!.at(-1)!,
}

/** Opens the same lesson always, and measures at once what is simulated. */
export const backstage: Backstage = {
  open: async () => strongCache,
  run: async (_, side, { onProgress }) => {
    onProgress(measured[side].recording)
    return measured[side]
  },
  runAll: async () => {},
  compare: async () => {},
  watch: () => () => {},
  save: () => '',
  findRehearsed: async () => null,
  publish() {},
  listen: () => () => {},
  suspend() {},
}

export interface Drive {
  readonly state: StageState
  /** Effects that were asked for, in their order. */
  readonly effects: StageEffect[]
  send(...events: StageEvent[]): void
  press(...keys: string[]): void
  frame(style?: { color: boolean; unicode: boolean }): string
}

/** A program whose lessons are opened at once, and that measures only what the test sends. */
export function drive(size: Size, first?: StageState): Drive {
  let state = first ?? openStage(size, course, noProgress)
  const effects: StageEffect[] = []
  const send = (...events: StageEvent[]) => {
    for (const event of events) {
      const step = reduceStage(state, event)
      state = step.state
      effects.push(...step.effects)
      if (step.effects.some(effect => effect.do === 'open')) send({ type: 'opened', content: strongCache })
    }
  }
  return {
    get state() {
      return state
    },
    effects,
    send,
    press: (...keys) => send(...keys.map(key => ({ type: 'key', key }) as const)),
    frame: (style = { color: false, unicode: true }) => renderStage(state, style).join('\n'),
  }
}

export function sendResult(to: Drive, side: Side): void {
  to.send({ type: 'lesson', event: { type: 'result', side, result: measured[side] } })
}
