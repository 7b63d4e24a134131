// Can colors be read on dark and on light backgrounds?
import { expect, test } from 'vitest'
import { palette } from '../../../src/report/terminal/style.ts'

/** The six levels of red, green and blue in the color cube of the 256-color palette. */
const levels = [0, 95, 135, 175, 215, 255]

/** Relative luminance of a color of the cube, from 0 to 1 (WCAG 2.2). */
function luminanceOf(color: number): number {
  const at = color - 16
  const [red, green, blue] = [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map(index => {
    const value = levels[index]! / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

test('the contrast of two colors, by the examples of WCAG', () => {
  expect(contrast(luminanceOf(16), luminanceOf(231))).toBe(21)
  expect(contrast(luminanceOf(196), luminanceOf(231))).toBeCloseTo(4, 1)
})

test.each(Object.entries(palette))('%s has a contrast of 4:1 to black and to white', (_, color) => {
  expect(contrast(luminanceOf(color), 0)).toBeGreaterThan(3.99)
  expect(contrast(luminanceOf(color), 1)).toBeGreaterThan(3.99)
})
