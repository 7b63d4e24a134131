// An outcome in a table: the sign of the claim and the word, `✔ collected`.
import type { Verdict } from '../../model/verdict.ts'
import { markOf } from '../terminal/mark.ts'
import type { Style } from '../terminal/style.ts'
import { words } from '../words/words.ts'

export function renderMarkedOutcome(verdict: Pick<Verdict, 'outcome' | 'claimMet'>, style: Style): string {
  return `${markOf({ verdict }, style).sign} ${words.headline.outcomeWords[verdict.outcome]}`
}
