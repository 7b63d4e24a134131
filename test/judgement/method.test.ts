// METHOD.md is the page from which a lecturer explains a verdict: what it names exists, and its figures are those of the code.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const src = new URL('../../src/', import.meta.url)
// The rows of its tables have a value for each series.
const page = readFileSync(new URL('judgement/METHOD.md', src), 'utf8')
  .replace(/^\|.*/gm, '')
  .replace(/\s+/g, ' ')
const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(file => /^(harness|judgement|model|run|runtimes)\b.*\.ts$/.test(file))
  .map(file => readFileSync(new URL(file, src), 'utf8'))
  .join('\n')

const units: Record<string, number> = { KiB: 1024, MiB: 2 ** 20, s: 1000, '%': 0.01 }
const words: Record<string, number> = {
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  sixteenth: 1 / 16,
  quarters: 3 / 4,
  '½': 1 / 2,
  '¾': 3 / 4,
  '⅞': 7 / 8,
  two: 2,
  three: 3,
  four: 4,
  ten: 10,
}

/** All constants whose value is written as a product or a quotient of numbers. Some names have several, in files of their own. */
function constants(): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [, name, text] of code.matchAll(
    /^(?:export )?const (\w+) = ([\d_.]+(?: (?:\*|\/|<<) [\d_.]+)?)$/gm,
  )) {
    const [first, operator, second] = text!.replaceAll('_', '').split(' ')
    const [a, b] = [Number(first), Number(second)]
    const value = operator === '*' ? a * b : operator === '/' ? a / b : operator === '<<' ? a * 2 ** b : a
    found.set(name!, [...(found.get(name!) ?? []), value])
  }
  return found
}

/** The numbers of a text, in figures with their units and in words. */
function numbersIn(text: string): number[] {
  const inFigures = [...text.matchAll(/(\d[\d,.]*)(?: (KiB|MiB|s|%)(?!\w))?/g)].map(
    ([, figure, unit]) => Number(figure!.replaceAll(',', '').replace(/\.$/, '')) * (units[unit ?? ''] ?? 1),
  )
  return [...inFigures, ...text.split(/[^\p{L}\p{No}]+/u).flatMap(word => words[word] ?? [])]
}

/** Each name with which a parenthesis begins, and the text between the last parenthesis and it. */
const mentions = [...page.matchAll(/([^()]*)\(((?:`\w+`(?:, )?)+)/g)].flatMap(([, before, inside]) =>
  [...inside!.matchAll(/`(\w+)`/g)].map(([, name]) => ({ name: name!, before: before! })),
)

/** Their sentences give the same in other words: a confidence, "by half", "half as much more". */
const otherwise = new Set(['z99', 'budgetMargin', 'nearPart', 'rehearsals'])

describe('METHOD.md', () => {
  it.each([...new Set(mentions.map(({ name }) => name))])('names %s, which the code has', name => {
    expect(code).toMatch(new RegExp(`\\b${name}\\b`))
  })

  const known = constants()
  const figures = mentions.filter(({ name }) => known.has(name) && !otherwise.has(name))

  it('gives figures', () => {
    expect(figures.length).toBeGreaterThan(40)
  })

  it.each(figures)('gives the value of $name: $before', ({ name, before }) => {
    const values = known.get(name)!.flatMap(value => [value, 1 / value])
    const given = numbersIn(before)
    expect(given.filter(number => values.some(value => Math.abs(value - number) < 1e-9))).not.toEqual([])
  })
})
