// A language that only a test speaks: English in letters that are not English, some of them two columns wide. What is printed
// in ASCII letters nevertheless did not come from the language.
import { en } from '../../src/report/words/en.ts'
import type { Words } from '../../src/report/words/words.ts'

const narrow = 'абвгдежзийклмнопрстуфхцчшщ'
const wide = 'あいうえおかきくけこさしすせそたちつてとなにぬねのは'

/** Letters in other letters, as long as they were or longer; every third is wide. */
export function disguise(text: string): string {
  return text.replaceAll(/[A-Za-z]/g, letter => {
    const at = letter.toLowerCase().charCodeAt(0) - 97
    return at % 3 === 0 ? wide[at]! : narrow[at]!
  })
}

function disguiseAll(value: unknown): unknown {
  if (typeof value === 'string') return disguise(value)
  if (typeof value === 'function') return (...data: unknown[]) => disguiseAll(value(...data))
  if (Array.isArray(value)) return value.map(disguiseAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, disguiseAll(member)]))
}

export const pseudo = disguiseAll(en) as Words
