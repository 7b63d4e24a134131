// What does plain mode say of the state that the program is in?
import { clean } from '../../report/terminal/clean.ts'
import type { Style } from '../../report/terminal/style.ts'
import type { LessonState } from '../lesson/state.ts'
import type { StageState } from '../state.ts'
import { describeNotesPlainly, describePresentation } from './presentations.ts'
import { describeEngines, describeHome, describeLesson } from './scenes.ts'

/** The lines of the scene that the program is in. */
export function describeState(state: StageState, style: Pick<Style, 'unicode'>): string[] {
  return linesOf(state).flatMap(line => clean(line, style).split('\n'))
}

function linesOf(state: StageState): string[] {
  const { scene } = state
  switch (scene.kind) {
    case 'home':
      return describeHome(state)
    case 'lesson':
      return describeLesson(scene.lesson, state)
    case 'present':
      return describePresentation(scene.present)
    case 'engines':
      return describeEngines(scene.engines)
    case 'notes':
      return describeNotesPlainly(scene.notes)
    default:
      return []
  }
}

/** The lesson that is shown, to a student alone or before a class, and the name of its scene; null where none is. */
export function shownLesson({ scene }: StageState): { lesson: LessonState; part: string } | null {
  if (scene.kind === 'lesson') return { lesson: scene.lesson, part: scene.lesson.scene }
  if (scene.kind !== 'present' || scene.present.lesson === null) return null
  return { lesson: scene.present.lesson, part: scene.present.scene }
}
