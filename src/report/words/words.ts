// In which language does leaklab speak? Whole sentences by code and data, so that each language has its own order of words.
import { setProblemWords } from '../../model/usage-error.ts'
import { cleanData } from './clean-data.ts'
import { en } from './en.ts'

/** What a language has to say: the same functions, and texts in place of texts. */
export type Words = Language<typeof en>

type Language<T> = T extends string
  ? string
  : T extends (...data: infer Data) => infer Result
    ? (...data: Data) => Result
    : { readonly [Name in keyof T]: Language<T[Name]> }

setProblemWords((code, data) => words.problems.describeProblem(code, cleanData(data)))

/** The language in use. Ask it when something is rendered, not when a module is loaded. */
export let words: Words = en

export function setLanguage(language: Words): void {
  words = language
}
