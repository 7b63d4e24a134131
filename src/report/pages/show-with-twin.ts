// The page of `leaklab show --python`: a scenario and its twin, side by side where the terminal is wide enough for both.
import { stripVTControlCharacters } from 'node:util'
import type { TwinSource, TwinVariant } from '../../catalog/python-source.ts'
import type { SourceParts } from '../../catalog/source-parts.ts'
import type { Outline } from '../../model/event.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style } from '../terminal/style.ts'
import { padEnd, widthOf } from '../terminal/width.ts'
import { renderLesson, renderOpening } from '../trial/lesson.ts'
import type { SourceLanguage } from '../words/en/twin.ts'
import { words } from '../words/words.ts'
import { paintClaim } from './claim-column.ts'
import { cleanCode, describeConditions, renderEnd, renderRule } from './show.ts'

type ScenarioVariant = SourceParts['variants'][number]

/** One variant in both languages, or in the one that has it. */
interface Pair {
  name: string
  scenario: ScenarioVariant | undefined
  twin: TwinVariant | undefined
}

/** A part of the program in both languages. */
type Part = readonly { language: SourceLanguage; code: string; isMissing: boolean }[]

export interface ShownWithTwin {
  outline: Outline
  language: SourceLanguage
  parts: SourceParts
  twin: TwinSource
}

/** Title, question, the code of both, what is different in Python, the lesson. Without claims, nothing that gives the answer away. */
export function renderShowWithTwin(
  { language, outline, parts, twin }: ShownWithTwin,
  style: Style,
  withClaims = true,
): string {
  const pairs = pairVariants(parts, twin)
  const languages = [language, 'python'] as const
  const preludes = languages.map((language, at) => {
    const code = cleanCode([parts, twin][at]!.prelude)
    return { language, code, isMissing: false }
  })
  const [prelude, ...variants] = renderParts([preludes, ...pairs.map(pair => toPart(pair, language))], style)
  const sections = [renderOpening(outline, style), prelude!]
  pairs.forEach((pair, at) => {
    const claims = withClaims ? describeClaims(pair, style) : ''
    // Beside long claims there is no room for the name.
    const isLong = widthOf(stripVTControlCharacters(claims)) > style.width / 2
    const notes = withClaims ? describePair(pair, outline) : []
    const head = [
      renderRule(pair.name, isLong ? '' : claims, style),
      ...(isLong ? [claims, ...notes] : notes).map(line => renderSentence(line, style)),
    ]
    sections.push(head.join('\n'), variants[at]!)
  })
  if (withClaims) sections.push(...renderLessons(outline, twin, style))
  return sections.filter(section => section !== '').join('\n\n')
}

/** The variants of the scenario in their order, then those that only the twin has. */
function pairVariants(parts: SourceParts, twin: TwinSource): Pair[] {
  const names = new Set([...parts.variants, ...twin.variants].map(({ name }) => name))
  return [...names].map(name => ({
    name,
    scenario: parts.variants.find(variant => variant.name === name),
    twin: twin.variants.find(variant => variant.name === name),
  }))
}

function toPart({ scenario, twin }: Pair, language: SourceLanguage): Part {
  const side = (language: SourceLanguage, variant: { code: string } | undefined) =>
    variant === undefined
      ? { language, code: words.twin.describeMissingVariant(language), isMissing: true }
      : { language, code: cleanCode(variant.code), isMissing: false }
  return [side(language, scenario), side('python', twin)]
}

function describeClaims({ scenario, twin }: Pair, style: Style): string {
  if (scenario !== undefined && twin !== undefined && scenario.claim !== twin.claim)
    return words.twin.describeTwoClaims(scenario.claim, twin.claim)
  return paintClaim((scenario ?? twin)!.claim, style).trimEnd()
}

function describePair({ name, twin }: Pair, outline: Outline): string[] {
  return [
    ...describeConditions(outline, name),
    ...(twin?.exceptions ?? []).map(words.claims.describeException),
    ...(twin?.differs === undefined ? [] : [words.compare.toSentence(twin.differs)]),
  ]
}

/** The lesson of the scenario, and what the twin says of itself. */
function renderLessons({ learn }: Outline, { summary }: TwinSource, style: Style): string[] {
  // Lines that were broken in the file are broken anew.
  const paragraphs = summary.split(/\n\s*\n/).map(paragraph => paragraph.replaceAll(/\s*\n\s*/g, ' ').trim())
  const inPython = paragraphs.map(paragraph => renderLesson(paragraph, style)).join('\n')
  const lessons = [
    renderLesson(learn, style),
    summary === '' ? '' : `${painter(style).bold(words.twin.summaryTitle)}\n${inPython}`,
  ].filter(lesson => lesson !== '')
  return lessons.length === 0 ? [] : [renderEnd(style), ...lessons]
}

/**
 * Both side by side where their longest lines fit beside each other, or else one below the other. The languages are named above
 * the first of several parts that are side by side, and above each that is not.
 */
function renderParts(parts: readonly Part[], style: Style): string[] {
  const between = style.unicode ? ' │ ' : ' | '
  const room = style.width - between.length
  const middle = Math.floor(room / 2)
  const widths = parts.map(part => part.map(widthOfSide))
  const fits = parts.map((part, at) => {
    const [left = 0, right = 0] = widths[at]!
    // Code that stands alone is not moved out of its column.
    return left + right <= room && (!part.some(({ isMissing }) => isMissing) || right <= room - middle)
  })
  // One column for as many parts as possible, as near to the middle as they allow.
  const column = Math.max(middle, ...widths.flatMap(([left = 0], at) => (fits[at] ? [left] : [])))
  return parts.map((part, at) => {
    if (!fits[at]) return renderBelow(part, style)
    const [left = 0, right = 0] = widths[at]!
    const leftWidth = right <= room - column ? column : Math.max(left, Math.min(middle, room - right))
    const isNamed = at > 0 && fits[at - 1]!
    const renderRow = (left: string, right: string) =>
      `${padEnd(left, leftWidth)}${between}${right}`.trimEnd()
    return renderBeside(part, isNamed, renderRow, style)
  })
}

function widthOfSide({ code, language }: Part[number]): number {
  return Math.max(...[words.twin.languageNames[language], ...code.split('\n')].map(widthOf))
}

function renderBelow(part: Part, style: Style): string {
  const paint = painter(style)
  return part
    .flatMap(({ code, isMissing, language }) => {
      if (isMissing || code === '') return code
      return [paint.bold(words.twin.languageNames[language]), code]
    })
    .filter(text => text !== '')
    .join('\n\n')
}

function renderBeside(
  part: Part,
  isNamed: boolean,
  renderRow: (left: string, right: string) => string,
  style: Style,
): string {
  const [lefts = [], rights = []] = part.map(({ code }) => code.split('\n'))
  const [left = '', right = ''] = part.map(({ language }) => words.twin.languageNames[language])
  const rows = Array.from({ length: Math.max(lefts.length, rights.length) }, (_, at) =>
    renderRow(lefts[at] ?? '', rights[at] ?? ''),
  )
  const heads = isNamed ? [] : [painter(style).bold(renderRow(left, right)), renderRow('', '')]
  return [...heads, ...rows].join('\n')
}
