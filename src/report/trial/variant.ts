// What happened in the trial of one variant, on one screen? The curve of the heap, a few readings, why objects stay alive,
// and the verdict. `--details` has everything: details.ts.
import type { Recording } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'
import { renderAnswer } from './answer.ts'
import { renderCurve } from './curve.ts'
import { renderPrinted } from './details.ts'
import { renderHeapTable } from './heap-table.ts'
import { renderRegistries } from './registries.ts'
import { renderWhyAlive } from './why-alive.ts'

/** Lines of a terminal of the usual size. */
const screenLines = 24
const maxNotes = 3

/** How much room each part gets: lines of the curve, of the table and of the path, and pieces of evidence. */
interface Sizes {
  curve: number
  table: number
  path: number
  evidence: number
}

/** Largest first. */
const sizes: readonly Sizes[] = [
  { curve: 5, table: 8, path: 7, evidence: 3 },
  { curve: 5, table: 7, path: 7, evidence: 3 },
  { curve: 5, table: 6, path: 7, evidence: 3 },
  { curve: 5, table: 5, path: 6, evidence: 3 },
  { curve: 5, table: 4, path: 6, evidence: 3 },
  { curve: 4, table: 4, path: 6, evidence: 3 },
  { curve: 4, table: 4, path: 5, evidence: 2 },
  { curve: 4, table: 3, path: 5, evidence: 2 },
  { curve: 3, table: 3, path: 5, evidence: 2 },
  { curve: 3, table: 3, path: 5, evidence: 1 },
]

/** Renders one trial, in the largest size that fits a screen; without a line break at the end. */
export function renderVariant(result: Result, style: Style): string {
  let screen = ''
  for (const size of sizes) {
    screen = renderScreen(result, size, style)
    if (screen.split('\n').length <= screenLines) break
  }
  return screen
}

function renderScreen(result: Result, { curve, evidence, path, table }: Sizes, style: Style): string {
  const { recording, verdict } = result
  return [
    renderHeading(recording, style),
    renderCurve(result, curve, style),
    renderHeapTable(recording, table, style),
    renderRegistries(recording, style),
    renderMessages(result, style),
    renderWhyAlive(recording, verdict, path, style),
    renderAnswer(result, evidence, style),
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

/** The name of the variant and its claim, on one line if there is room. */
function renderHeading({ subject }: Recording, style: Style): string {
  const paint = painter(style)
  const { title, variant, runtime } = subject
  const rest =
    variant === title && runtime === null ? '' : ` ${signs(style).dot} ${words.names.nameVariant(subject)}`
  const name = cleanLine(`${title}${rest}`, style)
  const claims = [words.claims.describeClaim(subject), words.claims.describeClaimBriefly(subject)].map(text =>
    cleanLine(text, style),
  )
  const fitting = claims.find(claim => widthOf(`${name}  ${claim}`) <= style.width)
  if (fitting !== undefined) return `${paint.bold(name)}  ${fitting}`
  return `${paint.bold(wrap(name, style.width))}\n${wrap(claims[0]!, style.width)}`
}

/** The scenario's notes in at most three lines, and what it printed. After a failure that is likely to say why. */
function renderMessages({ recording, verdict }: Result, style: Style): string {
  const printed = (['stdout', 'stderr'] as const).filter(where => recording[where].bytes > 0)
  return [
    ...renderNotes(recording, style),
    ...printed.map(where =>
      verdict.outcome === 'failed'
        ? renderPrinted(where, recording[where], style)
        : words.timeline.describePrintedBriefly(where, recording[where].bytes),
    ),
  ].join('\n')
}

function renderNotes(recording: Recording, style: Style): string[] {
  const counts = new Map<string, number>()
  for (const { text } of recording.notes) counts.set(text, (counts.get(text) ?? 0) + 1)
  const notes = [...counts].map(([text, times]) => ({
    text: words.timeline.describeNote(recording.notes.find(note => note.text === text)!, times, recording),
    times,
  }))
  const all = Math.max(recording.notesTotal, recording.notes.length)
  const isComplete = notes.length <= maxNotes && all === recording.notes.length
  const shown = isComplete ? notes : notes.slice(0, maxNotes - 1)
  const rest = all - shown.reduce((sum, { times }) => sum + times, 0)
  return [
    ...shown.map(({ text }) => cut(cleanLine(text, style), style.width, style)),
    ...(rest > 0 ? [words.timeline.describeMoreNotes(rest)] : []),
  ]
}
