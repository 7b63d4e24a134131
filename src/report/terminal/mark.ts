// Which sign and color stand for a result? The same in every report.
import type { Verdict } from '../../model/verdict.ts'
import { type Painter, type Style, signs } from './style.ts'

export interface Mark {
  sign: string
  role: keyof Painter
}

/** Met or refuted as the claim was; a trial that failed counts as refuted, one without an answer as unknown. */
export function markOf(
  { verdict }: { verdict: Pick<Verdict, 'outcome' | 'claimMet'> },
  style: Pick<Style, 'unicode'>,
): Mark {
  const { met, refuted, unknown } = signs(style)
  if (verdict.claimMet !== null)
    return verdict.claimMet ? { sign: met, role: 'good' } : { sign: refuted, role: 'bad' }
  return verdict.outcome === 'failed'
    ? { sign: refuted, role: 'bad' }
    : { sign: unknown, role: 'inconclusive' }
}
