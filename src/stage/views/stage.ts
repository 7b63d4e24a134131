// What does the screen show? The view of the scene, or the help over it.
import { countProgress } from '../../model/progress.ts'
import type { Style } from '../../report/terminal/style.ts'
import { isInCourse, nextLesson, type StageState } from '../state.ts'
import { viewEdit } from './edit.ts'
import { viewEngines } from './engines.ts'
import { viewExplore } from './explore.ts'
import { type Canvas, renderFrame, type View } from './frame.ts'
import { viewHelp } from './help.ts'
import { viewHome } from './home.ts'
import { viewLesson } from './lesson.ts'
import { viewNotes } from './notes.ts'
import { presentColumns, viewPresent } from './present.ts'
import { viewReplay } from './replay.ts'

/** The lines of the screen. @param style its width is that of the state */
export function renderStage(state: StageState, style: Omit<Style, 'width'>): string[] {
  const isPresented = state.scene.kind === 'present'
  const columns = isPresented ? Math.min(presentColumns, state.size.columns) : state.size.columns
  const view = (canvas: Canvas) => viewScene(state, canvas)
  const lines = renderFrame(
    canvas => (state.showsHelp ? viewHelp(view(canvas), canvas) : view(canvas)),
    { ...state.size, columns },
    { ...style, width: columns },
    isPresented,
  )
  // A presentation stands in the middle of a wide terminal.
  const margin = ' '.repeat(Math.floor((state.size.columns - columns) / 2))
  return margin === '' ? lines : lines.map(line => (line === '' ? '' : margin + line))
}

function viewScene(state: StageState, canvas: Canvas): View {
  const { scene } = state
  switch (scene.kind) {
    case 'home':
      return viewHome(state, canvas)
    case 'replay':
      return viewReplay(scene.replay, canvas)
    case 'edit':
      return viewEdit(scene.edit, canvas)
    case 'present':
      return viewPresent(scene.present, canvas)
    case 'notes':
      return viewNotes(scene.notes, canvas)
    case 'explore':
      return viewExplore(scene.explore, canvas)
    case 'engines':
      return viewEngines(scene.engines, state.hasHome, canvas)
    case 'lesson': {
      const { done: of, right } = countProgress(state.progress)
      const next = nextLesson(state, scene.lesson.content.scenario)?.title ?? null
      const standing = {
        right,
        of,
        next,
        hasHome: state.hasHome,
        isInCourse: isInCourse(state, scene.lesson.content.scenario),
      }
      return viewLesson(scene.lesson, standing, canvas)
    }
  }
}
