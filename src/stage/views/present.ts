// A presentation as screens for a wall: at most 60 columns, one thing a screen, figures in large letters, nothing dim, and nothing
// that gives the answer away before the vote.
import { findMainGrowth } from '../../model/evidence.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { padEnd, widthOf } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import { isWatched, type LessonState } from '../lesson/state.ts'
import type { Facts, PlayEvent } from '../playback/events.ts'
import { isAtEnd, type Player } from '../playback/player.ts'
import { letterOf, sumOf } from '../present/ballot.ts'
import { askedInVote, describeClass, describeStandIn } from '../present/describe-votes.ts'
import { beliefsOf, isSlow, type PresentState, type Vote } from '../present/state.ts'
import { withoutName } from '../present/without-name.ts'
import { renderBig } from './big-text.ts'
import { countLit, renderCode } from './code.ts'
import { renderDifference, renderDuel } from './duel.ts'
import { type Canvas, type KeyHint, leaveKeys, textLines, type View } from './frame.ts'
import { curveOf, memoryOf, playerKeys } from './playback.ts'
import { renderSawTooth, scaleOf } from './saw-tooth.ts'
import { renderWhy, whyKeys } from './why.ts'

/** Columns of a presentation: what can be read from the last row. */
export const presentColumns = 60

export function viewPresent(state: PresentState, canvas: Canvas): View {
  const { at, lesson, lessons, scene } = state
  const { present, stage } = words
  const title = present.describeNumber(at + 1, lessons.length)
  const aside = present.sceneNames[scene]
  const view = (body: readonly string[], keys: readonly KeyHint[]): View => ({
    title,
    aside,
    body,
    keys,
    lastKeys: leaveKeys(),
  })
  const { back, goOn, nextLesson } = stage.keyWords
  const onAndBack: KeyHint[] = [
    ['enter', goOn],
    ['b', back],
  ]
  if (scene === 'end') return view(viewEnd(state, canvas), [['b', back]])
  if (lesson === null) return view(['', ...textLines(present.loading, canvas)], [])
  switch (scene) {
    case 'ask':
      return view(viewAsk(lesson, canvas), [
        ['enter', goOn],
        [']', nextLesson],
        ['[', present.keyWords.lessonBefore],
      ])
    case 'code':
      return view(viewCode(lesson, canvas), onAndBack)
    case 'outcome':
    case 'reason':
      return view(viewVote(state, lesson, scene, canvas), voteKeys(state, scene))
    case 'watch':
      return view(viewWatch(state, lesson, canvas), [
        ['enter', isWatched(lesson) ? goOn : stage.keyWords.skip],
        ...(state.rehearsed === null || state.standsIn ? [] : [['s', present.keyWords.standIn] as const]),
        ...playerKeys(lesson.player),
      ])
    case 'reveal':
      return view(viewReveal(state, lesson, canvas), onAndBack)
    case 'belief':
      return view(viewBelief(state, lesson, canvas), onAndBack)
    case 'why':
      return view(renderWhy(lesson, canvas), [['enter', goOn], ...whyKeys(lesson), ['b', back]])
    case 'duel': {
      const difference = renderDifference(lesson.content, canvas)
      const duel = renderDuel(lesson, canvas.rows - difference.length - 1, canvas)
      return view([...duel, '', ...difference], onAndBack)
    }
    case 'recap':
      return view(viewRule(lesson, canvas), [
        ['enter', nextLesson],
        ['b', back],
      ])
  }
}

function viewAsk({ content }: LessonState, canvas: Canvas): string[] {
  const lines = textLines(content.ask, canvas, '  ')
  // In the middle, as on a slide.
  const above = Math.max(0, Math.floor((canvas.rows - 2 * lines.length) / 2))
  return [...Array.from({ length: above }, () => ''), ...lines.flatMap(line => [canvas.paint.bold(line), ''])]
}

function viewCode({ content, sceneMs }: LessonState, canvas: Canvas): string[] {
  return renderCode(withoutName(content), countLit(sceneMs), canvas.rows, canvas)
}

function voteKeys({ ballots, typed }: PresentState, vote: Vote): KeyHint[] {
  const { present, stage } = words
  if (typed !== '') return [['enter', present.keyWords.count]]
  return [
    ['enter', stage.keyWords.goOn],
    ...(ballots[vote].length === 0 ? [] : [['v', present.keyWords.again] as const]),
    ['backspace', stage.keyWords.back],
  ]
}

/** The choices by letter, with bars of their votes. */
function viewVote(state: PresentState, lesson: LessonState, vote: Vote, canvas: Canvas): string[] {
  const { ballots, isMistyped, typed, votesAgain } = state
  const { paint, style } = canvas
  const { present } = words
  const { choices, question } = askedInVote(lesson, vote)
  const newest = ballots[vote].at(-1)
  const before = ballots[vote].at(-2)
  const most = Math.max(1, ...(newest ?? []), ...(before ?? []))
  const barColumns = Math.max(4, style.width - 26)
  const bar = (votes: number) => (style.unicode ? '█' : '#').repeat(Math.round((votes / most) * barColumns))
  const rows = choices.flatMap((choice, at) => [
    ...textLines(choice, canvas, '     ').map((line, row) =>
      row === 0 ? `  ${paint.bold(letterOf(at))}  ${line.trimStart()}` : line,
    ),
    ...(newest === undefined
      ? ['']
      : [
          `     ${`${bar(newest[at]!)} ${paint.bold(present.describeVotes(before?.[at] ?? null, newest[at]!))}`.trimStart()}`,
          '',
        ]),
  ])
  const prompt =
    typed !== ''
      ? [...(isMistyped ? textLines(present.mistyped, canvas) : []), present.describeTyped(typed)]
      : newest === undefined
        ? textLines(present.countHint, canvas)
        : votesAgain
          ? textLines(present.againHint, canvas)
          : []
  return [
    ...textLines(question, canvas).map(line => paint.bold(line)),
    '',
    ...rows,
    ...prompt.map(line => paint.bold(line)),
  ]
}

/** The curve, and below it two figures in large letters. */
function viewWatch(state: PresentState, lesson: LessonState, canvas: Canvas): string[] {
  const { paint, style } = canvas
  const { present, stage } = words
  const { measured, player } = lesson
  const { problem, recording, result } = measured.variant
  const event = player.events[player.position]
  if (problem !== '') return ['', ...textLines(stage.describeMeasureProblem(problem), canvas)]
  if (recording === null || event === undefined) return ['', ...textLines(stage.starting, canvas)]
  const waits = player.isLive && isAtEnd(player)
  const status = isSlow(state)
    ? [present.describeSlow(state.measuringMs / state.rehearsed!.tookMs)]
    : waits && recording.released !== null && result === null
      ? [stage.waitingForVerdict]
      : []
  const about = state.standsIn ? describeStandIn(state) : status
  const facts = factsOf(player, event)
  const points = curveOf(recording)
  const memory = memoryOf(points)
  const shown = points.slice(0, facts.points)
  const { counters } = stage
  const { formatBytes, formatCount } = words.numbers
  const figures: Figure[] = [
    { label: memory === 'heapUsed' ? counters.heap : counters.external, value: formatBytes(facts[memory]) },
    facts.watched > 0
      ? { label: counters.alive, value: formatCount(facts.alive) }
      : { label: counters.iterations, value: formatCount(facts.iterations) },
  ]
  const large = renderFigures(figures, canvas)
  // The row stays where it has nothing to say, so that the curve keeps its size.
  const below = about.length === 0 ? [''] : about.flatMap(text => textLines(text, canvas))
  const room = Math.max(3, canvas.rows - large.length - below.length - 2)
  const isOpen = player.isLive || !isAtEnd(player)
  const curve =
    shown.length < 2
      ? Array.from({ length: room + 1 }, () => '')
      : renderSawTooth(
          [{ points: shown, texture: 'solid', hasTeeth: true, paint: paint.bold }],
          { memory, rows: room, scale: isOpen ? scaleOf(shown, memory, true) : scaleOf(points, memory) },
          style,
        )
  return [...curve, ...large, '', ...below]
}

/** After the drop the curve ends as it did before it, and so do the figures below it. */
function factsOf({ events, position }: Player, event: PlayEvent): Facts {
  const drop = events.findLastIndex(({ kind }) => kind === 'drop')
  return drop < 1 || position < drop ? event.facts : events[drop - 1]!.facts
}

interface Figure {
  label: string
  value: string
}

/** Figures side by side, each below its label; one below the other where they do not fit. */
function renderFigures(figures: readonly Figure[], { paint, style }: Canvas): string[] {
  const half = Math.floor((style.width - 2) / 2)
  const cells = figures.map(({ label, value }) => [
    cut(label, half, style),
    ...renderBig(value, { ...style, width: half }, text => text),
  ])
  const rows = Math.max(...cells.map(cell => cell.length))
  return Array.from({ length: rows }, (_, row) => {
    const line = cells.map(cell => padEnd(cell[row] ?? '', half)).join('  ')
    return row === 0 ? line.trimEnd() : paint.bold(line.trimEnd())
  })
}

function viewReveal(state: PresentState, lesson: LessonState, canvas: Canvas): string[] {
  const { result } = lesson.measured.variant
  if (result === null) return []
  const { paint, style } = canvas
  const { stage } = words
  const { outcome } = result.verdict
  return [
    '',
    ...renderBig(stage.verdictWords[outcome], style, paint[outcome]),
    '',
    ...textLines(stage.describeMeasured(words.headline.describeVerdict(result)), canvas),
    '',
    ...renderGrowth(lesson, canvas),
    ...describeClass(state, lesson).flatMap(text => textLines(text, canvas).map(line => paint.bold(line))),
  ]
}

/** What one iteration leaves, in large letters, where that is what decided. */
function renderGrowth({ measured }: LessonState, { paint, style }: Canvas): string[] {
  const { result } = measured.variant
  const growth = result?.verdict.outcome === 'leaking' ? findMainGrowth(result.verdict) : undefined
  const bytes = growth?.bytesPerStep ?? 0
  if (bytes <= 0) return []
  const [value, unit] = [words.numbers.formatStepBytes(bytes), words.present.perIteration]
  const big = renderBig(value, { ...style, width: style.width - widthOf(unit) - 1 }, paint.bold)
  return [...big.slice(0, -1), `${big.at(-1)} ${unit}`, '']
}

function viewBelief(state: PresentState, lesson: LessonState, canvas: Canvas): string[] {
  const { paint } = canvas
  const { present, stage } = words
  const shown = beliefsOf(state)[state.belief]
  const right = lesson.content.reasons.find(({ belief }) => belief === null)
  const ballot = state.ballots.reason.at(-1)
  const of = ballot === undefined ? 0 : sumOf(ballot)
  const belief =
    shown === undefined
      ? []
      : [
          ...(shown.votes === 0
            ? []
            : textLines(present.describeReasonVotes(shown.votes, of), canvas).map(line => paint.bold(line))),
          ...textLines(present.describeWrongReason(shown.reason.because), canvas, '  '),
          '',
          ...textLines(stage.describeBelief(shown.reason.belief!), canvas),
          '',
          ...textLines(shown.reason.answer, canvas).map(line => paint.bold(line)),
          '',
        ]
  return [
    ...belief,
    ...(right === undefined ? [] : textLines(stage.describeRightReason(right.because), canvas)),
  ]
}

function viewRule({ content, measured }: LessonState, canvas: Canvas): string[] {
  const { paint } = canvas
  const { problem } = measured.variant
  return [
    '',
    paint.bold(cut(cleanLine(content.title, canvas.style), canvas.style.width, canvas.style)),
    '',
    ...textLines(content.learn, canvas, '  '),
    ...(problem === '' ? [] : ['', ...textLines(words.stage.describeMeasureProblem(problem), canvas)]),
  ]
}

/** Every lesson with its votes: what the class has learned. */
function viewEnd({ shown }: PresentState, canvas: Canvas): string[] {
  const { paint, style } = canvas
  const { present } = words
  if (shown.length === 0) return ['', ...textLines(present.nothingShown, canvas)]
  return [
    paint.bold(present.endHeading),
    '',
    ...shown.flatMap(({ first, last, title }) => [
      cut(cleanLine(title, style), style.width, style),
      paint.bold(`  ${present.describeShares(first, last)}`),
    ]),
  ]
}
