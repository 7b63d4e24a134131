// The scenes of a lesson as screens.
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { type Paint, signs } from '../../report/terminal/style.ts'
import { words } from '../../report/words/words.ts'
import { type AnswerPart, describeAnswer } from '../lesson/describe-answer.ts'
import { askedIn, describePrediction } from '../lesson/questions.ts'
import { canCompareEngines, isWatched, type LessonState, lessonScenes } from '../lesson/state.ts'
import { isAtEnd } from '../playback/player.ts'
import { renderBig } from './big-text.ts'
import { countLit, renderCode } from './code.ts'
import { renderDifference, renderDuel } from './duel.ts'
import { type Canvas, type KeyHint, leaveKeys, textLines, type View } from './frame.ts'
import { playerKeys, renderPlayback } from './playback.ts'
import { renderWhy, whyKeys } from './why.ts'

/** What a recap says about the course. */
export interface Standing {
  right: number
  of: number
  /** Title of the next lesson; null after the last. */
  next: string | null
  /** Whether it is one of leaklab's own lessons. */
  isInCourse: boolean
  /** Whether leaving the lesson leads to the list of lessons. */
  hasHome: boolean
}

export function viewLesson(state: LessonState, standing: Standing, canvas: Canvas): View {
  const { content, scene } = state
  const { keyWords } = words.stage
  const dot = ` ${signs(canvas.style).dot} `
  const title = [content.title, ...(scene === 'ask' ? [] : [content.variant.name])].join(dot)
  const frame = (body: string[], keys: KeyHint[]): View => ({
    title,
    aside: renderSteps(state, canvas),
    body,
    keys,
    lastKeys: leaveKeys(standing.hasHome),
  })
  switch (scene) {
    case 'ask':
      return frame(viewAsk(state, canvas), [['enter', keyWords.goOn]])
    case 'code':
      return frame(viewCode(state, canvas), [
        ['enter', keyWords.goOn],
        ['b', keyWords.back],
      ])
    case 'outcome':
    case 'reason':
    case 'confidence':
      return frame(viewChoices(state, canvas), [
        [`1-${askedIn(state).choices.length}`, keyWords.choose],
        ['b', keyWords.back],
      ])
    case 'watch':
      return frame(viewWatch(state, canvas), [
        ['enter', isWatched(state) ? keyWords.goOn : keyWords.skip],
        ...playerKeys(state.player),
      ])
    case 'observe':
      return frame(viewObserve(state, canvas), [
        ['1-3', keyWords.choose],
        ['b', keyWords.back],
      ])
    case 'reveal':
      return frame(viewReveal(state, canvas), [
        ['enter', keyWords.goOn],
        ['b', keyWords.back],
      ])
    case 'why':
      return frame(renderWhy(state, canvas), [
        ['enter', keyWords.goOn],
        ...whyKeys(state),
        ['b', keyWords.back],
      ])
    case 'duel':
      return frame(viewDuel(state, canvas), [
        ['enter', keyWords.goOn],
        ['b', keyWords.back],
      ])
    case 'recap':
      return frame(viewRecap(state, standing, canvas), [
        ...(standing.next === null ? [] : [['enter', keyWords.nextLesson] as const]),
        ...(canCompareEngines(state) ? [['e', words.engines.keyWord] as const] : []),
        ['a', keyWords.again],
        ...(standing.isInCourse ? [['h', keyWords.home] as const] : []),
      ])
  }
}

/** The parts of the lesson, with the current one marked; without room for it, only that. */
function renderSteps({ scene }: LessonState, { paint, style }: Canvas): string {
  const { sceneNames } = words.stage
  const names = [...new Set(lessonScenes.map(one => sceneNames[one]))]
  const current = sceneNames[scene]
  if (style.width < 100) return paint.bold(`${names.indexOf(current) + 1}/${names.length} ${current}`)
  return names.map(name => (name === current ? paint.lit(name) : name)).join(' ')
}

function viewAsk({ content }: LessonState, canvas: Canvas): string[] {
  const { paint } = canvas
  const narrow = { style: { ...canvas.style, width: Math.min(64, canvas.style.width) } }
  return [
    '',
    '',
    ...textLines(content.ask, narrow, '  ').map(line => paint.bold(line)),
    '',
    '',
    ...textLines(words.stage.askHint, narrow, '  '),
  ]
}

function viewCode(state: LessonState, canvas: Canvas): string[] {
  const { content, sceneMs } = state
  const hint = textLines(words.stage.codeHint, canvas)
  const question = content.ask === '' ? [] : [...textLines(content.ask, canvas), '']
  const code = renderCode(content, countLit(sceneMs), canvas.rows - question.length - hint.length - 1, canvas)
  return [...question.map(line => canvas.paint.bold(line)), ...code, '', ...hint]
}

/** The question and its numbered answers. */
function renderChoices(state: LessonState, canvas: Canvas): string[] {
  const { paint } = canvas
  const { choices, question } = askedIn(state)
  const answers = choices.flatMap((choice, at) =>
    textLines(choice, canvas, '     ').map((line, row) =>
      row === 0 ? `  ${paint.bold(String(at + 1))}  ${line.trimStart()}` : line,
    ),
  )
  return [...textLines(question, canvas).map(line => paint.bold(line)), ...answers]
}

/** Question, code and answers on one screen. */
function viewChoices(state: LessonState, canvas: Canvas): string[] {
  const { content } = state
  const question = content.ask === '' ? [] : textLines(content.ask, canvas)
  const soFar = state.scene === 'confidence' ? textLines(describePrediction(state), canvas) : []
  const choices = [...soFar, ...renderChoices(state, canvas)]
  const rows = canvas.rows - question.length - choices.length - 2
  const code = rows < 3 ? [] : renderCode(content, content.highlight.length, rows, canvas)
  return [...question, '', ...code, '', ...choices]
}

function viewWatch(state: LessonState, canvas: Canvas): string[] {
  const { measured, player, prediction } = state
  const { problem, recording, result } = measured.variant
  // The prediction stays on the screen while it is measured.
  const locked = textLines(describePrediction(state), canvas)
  if (problem !== '')
    return [...locked, '', ...textLines(words.stage.describeMeasureProblem(problem), canvas)]
  if (recording === null || player.events.length === 0)
    return [...locked, '', ...textLines(words.stage.starting, canvas)]
  const waits = player.isLive && isAtEnd(player)
  const isMeasured = recording.released !== null && result === null
  const status = waits ? (isMeasured ? words.stage.waitingForVerdict : words.stage.waitingForReading) : ''
  const rows = canvas.rows - locked.length - 2
  return [
    ...locked,
    '',
    ...renderPlayback(recording, player, prediction.claim ?? null, rows, canvas),
    cut(cleanLine(status, canvas.style), canvas.style.width, canvas.style),
  ]
}

function viewObserve(state: LessonState, canvas: Canvas): string[] {
  const { recording } = state.measured.variant
  const choices = renderChoices(state, canvas)
  const rows = canvas.rows - choices.length - 1
  const playback =
    recording === null || rows < 10
      ? []
      : renderPlayback(recording, state.player, state.prediction.claim ?? null, rows, canvas)
  return [...playback, '', ...choices]
}

function viewReveal(state: LessonState, canvas: Canvas): string[] {
  const { result } = state.measured.variant
  if (result === null) return []
  const { paint, style } = canvas
  const { outcome } = result.verdict
  const paints: Record<AnswerPart['kind'], Paint> = {
    fact: text => text,
    right: text => paint.good(paint.bold(text)),
    wrong: paint.bold,
    refutation: paint.bold,
  }
  return [
    '',
    ...renderBig(words.stage.verdictWords[outcome], style, paint[outcome]),
    ...describeAnswer(state, result).flatMap(({ begins, kind, text }) => [
      ...(begins ? [''] : []),
      ...textLines(text, canvas).map(paints[kind]),
    ]),
  ]
}

function viewDuel(state: LessonState, canvas: Canvas): string[] {
  const difference = renderDifference(state.content, canvas)
  return [...renderDuel(state, canvas.rows - difference.length - 1, canvas), '', ...difference]
}

function viewRecap(state: LessonState, { next, of, right }: Standing, canvas: Canvas): string[] {
  const { paint } = canvas
  const { stage } = words
  const { content, measured } = state
  const narrow = { style: { ...canvas.style, width: Math.min(76, canvas.style.width) } }
  return [
    '',
    ...(content.learn === ''
      ? []
      : [paint.bold(stage.rule), '', ...textLines(content.learn, narrow, '  '), '']),
    ...(measured.variant.problem === ''
      ? []
      : [...textLines(stage.describeMeasureProblem(measured.variant.problem), canvas), '']),
    ...(of === 0 ? [] : textLines(stage.describeScore(right, of), canvas)),
    ...textLines(stage.describeMoreVariants(content.scenario, content.variants), canvas),
    ...(next === null
      ? []
      : ['', cut(cleanLine(stage.describeNext(next), canvas.style), canvas.style.width, canvas.style)]),
  ]
}
