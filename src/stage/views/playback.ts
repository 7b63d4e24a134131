// The curve while it is played: saw tooth, counters, the event that is shown, and how far it is.
import type { Recording } from '../../model/recording.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import type { Style } from '../../report/terminal/style.ts'
import { padEnd, widthOf } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import type { Claim } from '../../scenario/scenario.ts'
import { listPoints, type Point } from '../playback/events.ts'
import { isAtEnd, type Player } from '../playback/player.ts'
import { textureSigns } from './area-chart.ts'
import { describeEvent, listCounters } from './events.ts'
import type { Canvas, KeyHint } from './frame.ts'
import { type Memory, renderSawTooth, type Shape, scaleOf } from './saw-tooth.ts'

/** The curve that each prediction expects. A sketch: it says nothing about the size. */
const shapes: Record<Claim, Shape> = {
  leaks: part => part,
  plateaus: part => Math.min(0.5, 2 * part),
  collects: () => 0.04,
}

/**
 * Renders the playback in at most so many rows.
 * @param predicted the curve to sketch beside the measured one, whose axes then grow with it and reveal nothing; null for none
 */
export function renderPlayback(
  recording: Recording,
  player: Player,
  predicted: Claim | null,
  rows: number,
  canvas: Canvas,
): string[] {
  const event = player.events[player.position]
  if (event === undefined) return []
  const { style } = canvas
  const counters = renderCounters(listCounters(event.facts), style)
  const about = [
    cut(cleanLine(describeEvent(event), style), style.width, style),
    renderPosition(player, canvas),
  ]
  const points = curveOf(recording)
  const memory = memoryOf(points)
  const shown = points.slice(0, event.facts.points)
  const isOpen = predicted !== null && (player.isLive || !isAtEnd(player))
  const room = rows - counters.length - about.length - 2
  const curve =
    shown.length < 2
      ? Array.from({ length: room - 1 }, () => '')
      : renderSawTooth(
          [{ points: shown, texture: 'solid', hasTeeth: true }],
          {
            memory,
            rows: Math.max(3, room - 1),
            scale: isOpen ? scaleOf(shown, memory, true) : scaleOf(points, memory),
            ...(predicted !== null && { expected: shapes[predicted] }),
          },
          style,
        )
  return [...curve, renderLegend(predicted !== null, canvas), ...counters, '', ...about]
}

/** The reading after the drop is not part of the curve: no iteration led to it. */
export function curveOf(recording: Recording): Point[] {
  return listPoints({ ...recording, released: null })
}

/** Which memory grows most: that is the curve to look at. */
export function memoryOf(points: readonly Point[]): Memory {
  const rangeOf = (memory: Memory) => {
    const values = points.filter(({ isBefore }) => !isBefore).map(point => point[memory])
    return values.length === 0 ? 0 : Math.max(...values) - values[0]!
  }
  return rangeOf('external') > 2 * rangeOf('heapUsed') ? 'external' : 'heapUsed'
}

function renderLegend(isPredicted: boolean, { style }: Canvas): string {
  const { legend } = words.stage
  const { dots, shade, solid } = textureSigns(style)
  const parts = [`${solid} ${legend.kept}`, `${shade} ${legend.freed}`]
  if (isPredicted) parts.push(`${dots} ${legend.expected}`)
  return cut(parts.join('   '), style.width, style)
}

/** In two columns where there is room. */
function renderCounters(counters: readonly (readonly [string, string])[], style: Style): string[] {
  const { width } = style
  const labelWidth = Math.max(...counters.map(([label]) => widthOf(label)))
  const cells = counters.map(([label, value]) => `${padEnd(label, labelWidth)}  ${value}`)
  const cellWidth = Math.max(...cells.map(widthOf))
  if (2 * cellWidth + 3 <= width) return joinPairs(cells.map(cell => padEnd(cell, cellWidth)))
  // The less important ones have no room.
  return joinPairs(counters.slice(0, 4).map(([label, value]) => `${label} ${value}`)).map(line =>
    cut(line, width, style),
  )
}

function joinPairs(cells: readonly string[]): string[] {
  return cells.flatMap((cell, i) => (i % 2 === 0 ? [`${cell}   ${cells[i + 1] ?? ''}`.trimEnd()] : []))
}

/** A bar of what has been played, and in words. */
function renderPosition({ events, isPlaying, position, speed }: Player, { style }: Canvas): string {
  const text = cleanLine(words.stage.describePosition(position + 1, events.length, speed, isPlaying), style)
  const columns = Math.max(0, style.width - widthOf(text) - 2)
  if (columns < 8) return text
  const filled = Math.round((columns * (position + 1)) / events.length)
  const [done, rest] = style.unicode ? ['━', '─'] : ['=', '-']
  return `${done.repeat(filled)}${rest.repeat(columns - filled)}  ${text}`
}

/** Keys of the player, for the line at the bottom. */
export function playerKeys(player: Player): KeyHint[] {
  const { keyWords } = words.stage
  return [
    [
      'space',
      player.isPlaying
        ? keyWords.pause
        : isAtEnd(player) && !player.isLive
          ? keyWords.playAgain
          : keyWords.play,
    ],
    ['.', keyWords.next],
    [',', keyWords.previous],
    ['n', keyWords.phase],
    ['p', keyWords.phaseBefore],
    ['+', keyWords.faster],
    ['-', keyWords.slower],
  ]
}
