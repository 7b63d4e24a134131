// Which lines of code differ between two variants?
import { expect, test } from 'vitest'
import { differCode } from '../../src/catalog/code-difference.ts'

const differ = (from: string, to: string) =>
  differCode(from, to).map(({ isAdded, text }) => `${isAdded ? '+' : '-'} ${text}`)

test('added, removed and changed lines are in the order of the text', () => {
  expect(differ("'a': lab => {\n  one()\n  two()\n}", "'b': lab => {\n  one()\n  new()\n  two()\n}")).toEqual(
    ['+ new()'],
  )
  expect(differ('a: lab => {\n  one()\n  two()\n}', 'b: lab => {\n  two()\n}')).toEqual(['- one()'])
  expect(
    differ('a() {\n  one()\n  two()\n  three()\n}', 'b() {\n  one()\n  2()\n  three()\n  four()\n}'),
  ).toEqual(['- two()', '+ 2()', '+ four()'])
})

test('names, comments and indentation do not differ', () => {
  expect(
    differ("'it\\'s: kept': () => {\n  one() // as ever\n}", 'b: () => {\n// first\n    one()\n}'),
  ).toEqual([])
})

test('an address in a string is no comment', () => {
  expect(differ("a: () => get('http://a')", "b: () => get('http://b')")).toEqual([
    "- () => get('http://a')",
    "+ () => get('http://b')",
  ])
})
