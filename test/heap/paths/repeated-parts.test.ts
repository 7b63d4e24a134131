import { describe, expect, it } from 'vitest'
import { endsInRepeatedPart, findRepeatedPart } from '../../../src/heap/paths/repeated-parts.ts'

function compare(path: string) {
  return (newer: number, older: number) => path.at(-1 - newer) === path.at(-1 - older)
}

describe('a repeated part', () => {
  it.each([
    ['', 0],
    ['a', 0],
    ['ab', 0],
    ['aa', 1],
    ['baa', 1],
    ['abab', 2],
    ['abcabc', 3],
    // The shortest one counts.
    ['aaaa', 1],
    // It ends with the path.
    ['aab', 0],
    // Four steps are more than the longest part.
    ['abcdabcd', 0],
  ])('of the path %j has the length %d', (path, length) => {
    expect(findRepeatedPart(path.length, compare(path))).toBe(length)
  })

  it('of a given length needs as many steps before it', () => {
    expect(endsInRepeatedPart(4, 2, compare('abab'))).toBe(true)
    expect(endsInRepeatedPart(3, 2, () => true)).toBe(false)
  })
})
