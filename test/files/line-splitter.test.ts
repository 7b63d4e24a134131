import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLineSplitter } from '../../src/files/line-splitter.ts'

function split(chunks: Buffer[], maxLength = 1000): (string | undefined)[] {
  const lines: (string | undefined)[] = []
  const push = createLineSplitter(maxLength, line => lines.push(line?.toString()))
  for (const chunk of chunks) push(chunk)
  return lines
}

test('the lines do not depend on how the bytes are split into chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 1, max: 7 }), (texts, size) => {
      const lines = texts.map(text => text.replaceAll('\n', ' '))
      const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''))
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      )
      expect(split(chunks)).toEqual(lines)
    }),
  )
})

test('a line that is too long is passed as undefined, and the next one whole', () => {
  expect(split([Buffer.from('abc'), Buffer.from('defgh\nok\n')], 5)).toEqual([undefined, 'ok'])
})

test('text without a newline is no line', () => {
  expect(split([Buffer.from('half')])).toEqual([])
})
