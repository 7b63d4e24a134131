// The list of lessons: the first hour, the chapters, what is done.
import { countProgress } from '../../model/progress.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { signs } from '../../report/terminal/style.ts'
import { padEnd, widthOf } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import { type CourseLesson, listLessons } from '../home/course.ts'
import { shownGroups } from '../home/state.ts'
import type { StageState } from '../state.ts'
import { type Canvas, leaveKeys, textLines, type View } from './frame.ts'

export function viewHome({ home, progress }: StageState, canvas: Canvas): View {
  const { keyWords } = words.stage
  const groups = shownGroups(home)
  const lessons = listLessons(groups)
  const all = listLessons(home.course)
  const { paint, style } = canvas
  const selected = lessons[home.selected]
  const about = selected === undefined ? [] : textLines(selected.ask, canvas)
  const filter = home.filter === '' ? [] : [words.stage.describeFilter(cleanLine(home.filter, style))]
  const rows = canvas.rows - about.length - 1 - filter.length
  const lines: { text: string; isSelected: boolean }[] = []
  let number = 0
  for (const { chapter, lessons } of groups) {
    const done = lessons.filter(({ id }) => Object.hasOwn(progress.lessons, id)).length
    const name =
      chapter === null
        ? words.stage.firstHour
        : [chapter, words.chapters.describeChapter(chapter)].filter(text => text !== '').join(': ')
    const counted = words.stage.describeDone(done, lessons.length)
    const room = style.width - widthOf(counted) - 2
    const heading = `${paint.bold(padEnd(cut(name, room, style), room))}  ${counted}`
    lines.push({ text: heading, isSelected: false })
    for (const lesson of lessons) {
      const isSelected = number === home.selected
      const label = number < 9 && home.filter === '' ? String(number + 1) : ' '
      number++
      const text = renderLesson(lesson, label, progress.lessons[lesson.id], canvas)
      lines.push({ text: isSelected ? paint.lit(text) : text, isSelected })
    }
  }
  const { done, right } = countProgress(progress)
  return {
    title: 'leaklab',
    aside:
      done === 0 ? words.stage.describeDone(done, all.length) : words.stage.describeProgress(done, right),
    body: [
      ...filter,
      ...(lines.length === 0 ? textLines(words.stage.noMatch, canvas) : windowOf(lines, rows)),
      '',
      ...about,
    ],
    keys: [
      ['enter', keyWords.open],
      ['tab', keyWords.move],
      ...(home.filter === ''
        ? ([
            ['1-9', keyWords.open],
            ['letters', keyWords.filter],
          ] as const)
        : ([['escape', keyWords.clear]] as const)),
    ],
    lastKeys: home.filter === '' ? leaveKeys() : leaveKeys().slice(0, 1),
  }
}

function renderLesson(
  lesson: CourseLesson,
  label: string,
  done: { outcome: boolean | null } | undefined,
  { style }: Canvas,
): string {
  const { met, refuted, unknown } = signs(style)
  const mark = done === undefined ? ' ' : done.outcome === null ? unknown : done.outcome ? met : refuted
  const builds =
    lesson.buildsOn === null || style.width < 70
      ? ''
      : `  (${words.stage.describeBuildsOn(cleanLine(lesson.buildsOn, style))})`
  return cut(` ${padEnd(mark, 2)} ${label} ${cleanLine(lesson.title, style)}${builds}`, style.width, style)
}

/** As many lines as there is room for, with the selected one in them, and the heading above it where possible. */
function windowOf(lines: readonly { text: string; isSelected: boolean }[], rows: number): string[] {
  const selected = Math.max(
    0,
    lines.findIndex(({ isSelected }) => isSelected),
  )
  const from = Math.max(0, Math.min(lines.length - rows, selected - Math.floor(rows / 2)))
  return lines.slice(from, from + rows).map(({ text }) => text)
}
