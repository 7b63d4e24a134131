// What does `leaklab show --python` say: a scenario and its twin in Python, side by side?
import type { Claim } from '../../../scenario/scenario.ts'
import { claimWords } from './claims.ts'

export type SourceLanguage = 'javascript' | 'typescript' | 'python'

export const languageNames: Record<SourceLanguage, string> = {
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  python: 'Python',
}

/** The claims of a variant that claims something else in Python. */
export function describeTwoClaims(claim: Claim, inPython: Claim): string {
  return `${claimWords[claim]} in JavaScript, ${claimWords[inPython]} in Python`
}

/** In place of the code of a variant that the other language does not have. */
export function describeMissingVariant(language: SourceLanguage): string {
  return `(not in ${languageNames[language]})`
}

/** Above what the twin says of itself. */
export const summaryTitle = 'In Python'
