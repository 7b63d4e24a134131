// Plays steps on a program without a terminal, and checks that each frame fits: at each size, in Unicode and in ASCII.
import stringWidth from 'string-width'
import { expect } from 'vitest'
import type { Size } from '../../src/stage/screen.ts'
import type { Drive } from './drive.ts'

/** What is pressed or happens, and the name of the frame after it. */
export type Step = readonly [name: string, act: (to: Drive) => void]

export const sizes = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 140, rows: 45 },
]
const looks = [
  { color: false, unicode: true },
  { color: false, unicode: false },
]
export const cases = sizes.flatMap(size =>
  looks.map(look => [`${size.columns}x${size.rows}${look.unicode ? '' : '-ascii'}`, size, look] as const),
)

/** @returns all frames, each below its name */
export function playSteps(
  to: Drive,
  steps: readonly Step[],
  size: Size,
  look: (typeof looks)[number],
): string {
  let frames = ''
  for (const [step, act] of steps) {
    act(to)
    const lines = to.frame(look).split('\n')
    expect(lines.length, step).toBeLessThanOrEqual(size.rows - 1)
    expect(
      lines.filter(line => stringWidth(line) > size.columns - 1),
      step,
    ).toEqual([])
    if (!look.unicode) expect(lines.join('\n')).toMatch(/^[\n\x20-\x7e]*$/)
    frames += `=== ${step}\n${lines.map(line => line.trimEnd()).join('\n')}\n`
  }
  return frames
}
