// Is the claim met? One sign for it, the same in every report.
import type { Result } from '../../model/report.ts'
import { type Painter, type Style, signs } from './style.ts'

export interface Mark {
  sign: string
  role: keyof Painter
}

export function markOf({ verdict }: Pick<Result, 'verdict'>, style: Pick<Style, 'unicode'>): Mark {
  const { met, refuted, unknown } = signs(style)
  if (verdict.claimMet !== null)
    return verdict.claimMet ? { sign: met, role: 'good' } : { sign: refuted, role: 'bad' }
  return verdict.outcome === 'failed'
    ? { sign: refuted, role: 'bad' }
    : { sign: unknown, role: 'inconclusive' }
}
