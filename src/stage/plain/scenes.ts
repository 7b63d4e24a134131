// The scenes of the interactive program as lines of text, without a screen.
import type { ShownPath } from '../../model/retention.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { describeReasons } from '../../report/trial/engine-differences.ts'
import { words } from '../../report/words/words.ts'
import { describeAbsent, describeNotes } from '../engines/describe.ts'
import { type EnginesState, isMeasuringEngines } from '../engines/state.ts'
import { listLessons } from '../home/course.ts'
import { shownGroups } from '../home/state.ts'
import type { LessonContent } from '../lesson/content.ts'
import { describeAnswer } from '../lesson/describe-answer.ts'
import { askedIn, describePrediction } from '../lesson/questions.ts'
import { canCompareEngines, type LessonState, pathsOf } from '../lesson/state.ts'
import type { Point } from '../playback/events.ts'
import { isInCourse, nextLesson, type StageState } from '../state.ts'
import { curveOf, memoryOf } from '../views/playback.ts'

/** Lessons that a search lists. */
const maxFound = 30

export function describeHome({ home, progress }: StageState): string[] {
  const { plain } = words
  const groups = shownGroups(home)
  const all = listLessons(home.course)
  const shown = home.filter === '' ? listLessons(groups.slice(0, 1)) : listLessons(groups)
  const heading = home.filter === '' ? plain.lessonsHeading : plain.describeFound(shown.length, home.filter)
  return [
    heading,
    ...shown
      .slice(0, maxFound)
      .map(({ id, title }, at) =>
        plain.describeChoice(at + 1, plain.describeLesson(title, Object.hasOwn(progress.lessons, id))),
      ),
    plain.describeSearchHint(all.length),
  ]
}

export function describeLesson(lesson: LessonState, state: StageState): string[] {
  const { content, measured, scene } = lesson
  const { plain, stage } = words
  const question = content.ask === '' ? [] : [content.ask]
  switch (scene) {
    case 'ask':
      return [content.title, ...question, stage.askHint, plain.pressEnter]
    case 'code':
      return [
        ...describeCode(content, plain.describeVariant(content.variant.name)),
        stage.codeHint,
        plain.pressEnter,
      ]
    case 'outcome':
    case 'reason':
    case 'confidence':
      return describeQuestion(lesson)
    case 'watch':
      return [describePrediction(lesson), plain.measuring]
    case 'observe':
      return [...describeMeasurement(lesson), ...describeQuestion(lesson)]
    case 'reveal': {
      const { result } = measured.variant
      return result === null
        ? []
        : [
            stage.verdictWords[result.verdict.outcome],
            ...describeAnswer(lesson, result).map(({ text }) => text),
            plain.pressEnter,
          ]
    }
    case 'why':
      return describeWhy(lesson)
    case 'duel':
      return describeDuel(lesson)
    case 'recap': {
      const next = nextLesson(state, content.scenario)
      return [
        ...(content.learn === '' ? [] : [`${stage.rule}:`, content.learn]),
        ...(measured.variant.problem === '' ? [] : [stage.describeMeasureProblem(measured.variant.problem)]),
        stage.describeMoreVariants(content.scenario, content.variants),
        ...(next === null ? [] : [stage.describeNext(next.title)]),
        plain.describeLessonCommands(next !== null, isInCourse(state, content.scenario)),
        ...(canCompareEngines(lesson) ? [words.engines.plainCommand] : []),
      ]
    }
  }
}

/** @param heading stands before the code of the variant */
export function describeCode({ highlight, prelude, variant }: LessonContent, heading: string): string[] {
  const { plain, stage } = words
  return [
    ...(prelude === '' ? [] : [`${stage.given}:`, prelude]),
    heading,
    variant.code,
    ...(highlight.length === 0 ? [] : [plain.describeHighlight(highlight)]),
  ]
}

function describeQuestion(lesson: LessonState): string[] {
  const { plain } = words
  const { choices, question } = askedIn(lesson)
  return [
    question,
    ...choices.map((choice, at) => plain.describeChoice(at + 1, choice)),
    plain.askNumber(choices.length),
  ]
}

/** What the curve and the counters show, in words. */
export function describeMeasurement({ measured }: LessonState): string[] {
  const { recording } = measured.variant
  const last = recording?.rounds.at(-1)
  if (recording === null || last === undefined) return []
  const points = curveOf(recording)
  const memory = memoryOf(points)
  const after = points.filter(({ isBefore }) => !isBefore)
  const rises = after.filter((point, at) => at > 0 && point[memory] > after[at - 1]![memory]).length
  const freed = largestFreed(points, memory)
  const { plain } = words
  return [
    plain.describeCurve({
      isHeap: memory === 'heapUsed',
      rises,
      rounds: after.length - 1,
      from: after[0]![memory],
      to: after.at(-1)![memory],
      iterations: last.totalSteps,
    }),
    ...(freed > 0 ? [plain.describeTeeth(freed)] : []),
    ...(last.watched > 0
      ? [plain.describeObjects(last.alive, last.watched - last.untracked, last.finalized)]
      : []),
  ]
}

/** The largest tooth of the curve, in bytes. */
function largestFreed(points: readonly Point[], memory: 'heapUsed' | 'external'): number {
  return points.reduce((most, point, at) => {
    const next = points[at + 1]
    return point.isBefore && next !== undefined ? Math.max(most, point[memory] - next[memory]) : most
  }, 0)
}

export function describeWhy(lesson: LessonState): string[] {
  const { plain, retention, stage } = words
  const { content, measured, shownPath } = lesson
  const { result } = measured.variant
  const paths = pathsOf(lesson)
  const shown = paths[shownPath]
  if (result === null || shown === undefined)
    return [result?.verdict.outcome === 'collected' ? stage.noPath : stage.pathUnknown, plain.pressEnter]
  const { cause } = shown.path
  const isLeak = result.verdict.outcome === 'leaking'
  return [
    retention.describeShownPath(shown),
    ...describePath(shown),
    ...(shown.end === null ? [] : [retention.describeEnd(shown)]),
    ...(cause === null || !isLeak || shown.kind === 'same' ? [] : [retention.describeCause(cause)]),
    ...(shown.kind === 'same' ? [retention.describeCutOfOne(shown.share)] : []),
    ...(paths.length > 1 ? [plain.describePathNumber(shownPath + 1, paths.length)] : []),
    ...(content.against === null || shownPath > 0 ? [] : [plain.cutHint]),
    plain.pressEnter,
  ]
}

function describePath({ held, path: { holder, steps } }: ShownPath): string[] {
  const { plain, retention } = words
  return steps.flatMap((step, at) => {
    const place = step.place === '' ? '' : `, ${step.place}`
    const line =
      at === 0
        ? plain.describeRoot(`${retention.describeStep(step)}${place}`)
        : plain.describeArrow(
            at,
            steps.length - 1,
            retention.describeReference(step, at === holder + 1 && held > 1),
            `${retention.describeObject(step)}${retention.describeTimes(step)}${place}`,
          )
    return at === holder && held > 0 && at < steps.length - 1
      ? [line, plain.describeHolder(retention.describeHolds(held))]
      : [line]
  })
}

export function describeDuel({ content, measured }: LessonState): string[] {
  const { against, difference, variant } = content
  const { plain, stage } = words
  if (against === null) return [plain.pressEnter]
  const sides = [
    [variant.name, measured.variant],
    [against.name, measured.against],
  ] as const
  return [
    ...sides.map(([name, { problem, result }]) =>
      stage.describeSide(name, result?.verdict.outcome ?? null, problem),
    ),
    ...difference.map(({ isAdded, text }) =>
      plain.describeOnlyIn(isAdded ? against.name : variant.name, cleanLine(text, { unicode: true })),
    ),
    plain.pressEnter,
  ]
}

/** Variants one after the other, with a line for each engine. */
export function describeEngines(state: EnginesState): string[] {
  const { engines } = words
  const { comparison, problem } = state
  if (problem !== '') return [engines.describeProblem(problem), engines.goBack]
  if (comparison === null || isMeasuringEngines(state)) return [engines.measuring]
  return [
    ...comparison.rows.flatMap(row => [
      `${row.variant}:`,
      ...comparison.columns.map(({ name }) => {
        const cell = row.cells[name]
        return cell === undefined ? engines.describeNoCounterpart(name) : engines.describeCell(name, cell)
      }),
      ...describeReasons(comparison, row),
    ]),
    ...describeNotes(comparison),
    ...describeAbsent(state),
    engines.goBack,
  ]
}
