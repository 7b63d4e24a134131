// Draws three screens of the interactive program as SVG pictures for the README, from the recording beside them, so that they are
// the same on every machine. `npm run readme` writes them; a test compares them.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { listBuiltin, loadBuiltin, loadCatalog, readSource } from '../dist/src/catalog/builtin.js'
import { readRecordingFile } from '../dist/src/files/recording-file.js'
import { decide } from '../dist/src/judgement/decide.js'
import { noProgress } from '../dist/src/model/progress.js'
import { createCourse } from '../dist/src/stage/home/course.js'
import { createContent } from '../dist/src/stage/lesson/content.js'
import { openStageAt, reduceStage } from '../dist/src/stage/state.js'
import { renderStage } from '../dist/src/stage/views/stage.js'

const folder = new URL('../docs/frames/', import.meta.url)
const size = { columns: 80, rows: 24 }

/** Pixels of a character cell, and the colors of a dark terminal. */
const cell = { width: 8.4, height: 18 }
const [background, foreground] = ['#1e1e1e', '#e4e4e4']

/** @returns the SVG of each picture, by its file name */
export async function drawFrames() {
  const { trials } = await readRecordingFile(fileURLToPath(new URL('strong-cache.leaklab', folder)))
  const results = trials.map(({ recording }) => ({ recording, verdict: decide(recording), retries: 0 }))
  const file = listBuiltin().find(({ slug }) => slug === 'strong-cache')
  const { outline } = await loadBuiltin(file)
  const content = createContent({ id: file.id, slug: file.slug, outline }, readSource(file))
  let state = openStageAt(size, createCourse(await loadCatalog()), noProgress, content)
  const send = (...events) => {
    for (const event of events) state = reduceStage(state, event).state
  }
  const press = (...keys) => send(...keys.map(key => ({ type: 'key', key })))
  const resultOf = name => results.find(({ recording }) => recording.subject.variant === name)
  const draw = title => toSvg(renderStage(state, { color: true, unicode: true }), title)
  /** The number of a choice that says this. */
  const choose = text => String(content.reasons.findIndex(({ because }) => because.includes(text)) + 1)

  press('enter', 'enter', '3', choose('no code uses'), '1')
  send({ type: 'lesson', event: { type: 'result', side: 'variant', result: resultOf(content.variant.name) } })
  const { rounds } = resultOf(content.variant.name).recording
  const isWellOn = ({ facts, kind }) =>
    kind === 'reading' && facts.iterations >= 0.6 * rounds.at(-1).totalSteps
  const shown = () => state.scene.lesson.player.events[state.scene.lesson.player.position]
  while (!isWellOn(shown())) press('.')
  press('space')
  const watch = draw('The curve of the heap while it is measured, with the prediction')
  press('enter', 'enter', '1')
  const answer = draw('The answer: it leaks, and the belief that was wrong')
  send({ type: 'lesson', event: { type: 'result', side: 'against', result: resultOf(content.against.name) } })
  press('enter')
  const why = draw('Why the objects stay alive: the retaining path')
  return { 'watch.svg': watch, 'answer.svg': answer, 'why.svg': why }
}

function toSvg(lines, title) {
  const [width, height] = [(size.columns + 1) * cell.width, (size.rows + 0.5) * cell.height]
  const texts = lines.flatMap((line, row) => toRuns(line).map(run => drawRun(run, row)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(title)}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="6" fill="${background}"/>
${texts.filter(text => text !== '').join('\n')}
</svg>
`
}

/** Parts of a line with one color each. @returns text, column and style of each part */
function toRuns(line) {
  const runs = []
  let style = {}
  let column = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: color codes begin with one
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    if (part.startsWith('\u001b[')) style = applyCode(style, part.slice(2, -1))
    else if (part !== '') {
      runs.push({ text: part, column, style })
      column += [...part].length
    }
  }
  return runs
}

function applyCode(style, code) {
  const [first, second, third] = code.split(';').map(Number)
  if (first === 0) return {}
  if (first === 1) return { ...style, bold: true }
  if (first === 2) return { ...style, dim: true }
  if (first === 7) return { ...style, inverse: true }
  if (first === 22) return { ...style, bold: false, dim: false }
  if (first === 27) return { ...style, inverse: false }
  if (first === 38 && second === 5) return { ...style, color: paletteColor(third) }
  return first === 39 ? { ...style, color: undefined } : style
}

/** A color of the 6×6×6 cube of the 256-color palette. */
function paletteColor(number) {
  const levels = [0, 95, 135, 175, 215, 255]
  const at = number - 16
  const parts = [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6]
  return `#${parts.map(part => levels[part].toString(16).padStart(2, '0')).join('')}`
}

function drawRun({ column, style, text }, row) {
  if (text.trim() === '' && !style.inverse) return ''
  const [x, y] = [(column + 0.5) * cell.width, (row + 1) * cell.height]
  const length = [...text].length * cell.width
  const color = style.color ?? foreground
  const box = style.inverse
    ? `<rect x="${x.toFixed(1)}" y="${(y - 13.5).toFixed(1)}" width="${length.toFixed(1)}" height="${cell.height}" fill="${color}"/>`
    : ''
  const weight = style.bold ? ' font-weight="bold"' : ''
  const opacity = style.dim ? ' opacity="0.5"' : ''
  return `${box}<text x="${x.toFixed(1)}" y="${y}" textLength="${length.toFixed(1)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="${style.inverse ? background : color}"${weight}${opacity}>${escapeText(text)}</text>`
}

function escapeText(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, svg] of Object.entries(await drawFrames())) writeFileSync(new URL(name, folder), svg)
}
