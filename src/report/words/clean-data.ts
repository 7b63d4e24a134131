// Data for a sentence that is printed as it is, such as an error's: foreign text in it is made harmless first.
import { clean, cleanLine } from '../terminal/clean.ts'

/** Texts that may have several lines: what an error says, and the code at which it arose. */
const ofSeveralLines = ['message', 'problem']

const unicode = { unicode: true }

/** The same data with harmless texts, each on one line except for what an error says. */
export function cleanData<Data>(data: Data): Data {
  return cleanValue(data, '') as Data
}

function cleanValue(value: unknown, name: string): unknown {
  if (typeof value === 'string')
    return ofSeveralLines.includes(name) ? clean(value, unicode) : cleanLine(value, unicode)
  if (Array.isArray(value)) return value.map(one => cleanValue(one, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cleanValue(member, name)]))
}
