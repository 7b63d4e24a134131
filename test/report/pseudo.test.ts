// Is everything that people read in the language? Each page and report is rendered in a language of other letters: no ASCII
// word is left but data and syntax, and no line is too wide.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import type { Format } from '../../src/report/formats/format.ts'
import { loadFormat } from '../../src/report/formats/registry.ts'
import { detailedTableFormat, tableFormat } from '../../src/report/formats/table.ts'
import type { Style } from '../../src/report/terminal/style.ts'
import { widthOf } from '../../src/report/terminal/width.ts'
import { en } from '../../src/report/words/en.ts'
import { setLanguage } from '../../src/report/words/words.ts'
import { plain, report } from './build.ts'
import { disguise, pseudo } from './pseudo.ts'
import { scenarios } from './trial/simulated.ts'

beforeAll(() => setLanguage(pseudo))
afterAll(() => setLanguage(en))

/** Data is disguised too, so that only what is printed from the code is left. */
const disguised = JSON.parse(
  JSON.stringify(Object.values(scenarios).flat()).replaceAll(
    /"(title|ask|learn|variant|slug|scenario|label|what|scope|place|held|text|name|message|stack)":"((?:[^"\\]|\\.)*)"/g,
    (_, key, value) => `"${key}":"${key === 'name' && value === 'step' ? value : disguise(value)}"`,
  ),
) as Report['results']

async function print(format: Format, style: Style): Promise<string> {
  let text = ''
  const reporter = format.create(part => {
    text += part.endsWith('\n') ? part : `${part}\n`
  }, style)
  reporter.expect?.(disguised.map(({ recording }) => recording.subject))
  for (const [i, result] of disguised.entries()) reporter.result?.(i, result)
  await reporter.end?.(report(disguised))
  return text
}

/** ASCII words in a text. Command lines, options and file names are no words of a language. */
function findAscii(text: string): string[] {
  return [...new Set(text.match(/[A-Za-z]{2,}/g) ?? [])]
}

const formats = [
  ['table', tableFormat],
  ['table --details', detailedTableFormat],
  ['line', (await loadFormat('line'))!],
] as const

test.each(formats.flatMap(([name, format]) => [60, 80, 100].map(width => [name, width, format] as const)))(
  '%s at %d columns',
  async (_, width, format) => {
    const text = await print(format, { ...plain, width })
    expect(findAscii(text)).toEqual([])
    // A command is never wrapped, so that it can be copied.
    const lines = text.split('\n').filter(line => !line.includes(disguise('Try: leaklab run')))
    const tooWide = lines.filter(line => widthOf(line) > width)
    expect(tooWide).toEqual([])
  },
)
