// The verdict in one sentence, and in the few words that a column has room for.

import { countTracked, findEvidence, findMainGrowth, hasRisenOnce } from '../../../model/evidence.ts'
import type { Result } from '../../../model/report.ts'
import type { Outcome, Series, Verdict } from '../../../model/verdict.ts'
import { describeObjects } from './counts.ts'
import { describeFailedTrial, type Headline } from './failure.ts'
import { formatBytes, formatCount, formatMs, formatPerIteration } from './numbers.ts'
import { describeTaken } from './resources.ts'

export const outcomeWords: Record<Outcome, string> = {
  leaking: 'leaking',
  plateau: 'plateau',
  collected: 'collected',
  inconclusive: 'inconclusive',
  failed: 'failed',
}

/** The verdict of `run` in one sentence, after the word for the outcome. */
export function describeVerdict(result: Pick<Result, 'recording' | 'verdict'>): string {
  const { recording, verdict } = result
  if (verdict.outcome !== 'inconclusive') return describeHeadline(result).sentence
  const { durationMs, plan } = recording
  const spent = `${formatMs(durationMs)} of ${formatMs(plan.timeoutMs)}`
  return `after ${spent} neither growth nor stability is certain`
}

export function describeHeadline({ recording, verdict }: Pick<Result, 'recording' | 'verdict'>): Headline {
  switch (verdict.outcome) {
    case 'leaking':
      return describeLeak(verdict)
    case 'plateau':
      return describePlateau(verdict)
    case 'collected':
      return describeCollected(verdict)
    case 'inconclusive':
      return {
        sentence: 'neither growth nor stability is certain',
        short: '',
      }
    case 'failed':
      return describeFailedTrial(recording, verdict)
  }
}

/** Where memory grows. */
const placeWords: Record<Series, string> = {
  heap: '',
  alive: '',
  external: ' outside the JS heap',
  arrayBuffers: ' in array buffers',
  workers: ' in worker threads',
  uncounted: ' that V8 does not count',
}

function describeLeak(verdict: Verdict): Headline {
  const growth = findMainGrowth(verdict)
  const survivors = findEvidence(verdict.evidence, 'survivors')
  if (growth?.pointsTo === 'leaking') {
    const figure = formatPerIteration(growth.bytesPerStep)
    return { sentence: `grows by ${figure}${placeWords[growth.series]}`, short: figure }
  }
  if (survivors?.pointsTo === 'leaking') {
    const objects = describeObjects(survivors.alive)
    return { sentence: `keeps ever more objects: ${formatCount(survivors.alive)} alive`, short: objects }
  }
  const resource = findEvidence(verdict.evidence, 'resource')
  if (resource?.pointsTo === 'leaking') {
    const taken = describeTaken(resource.resource, resource.perStep)
    return { sentence: `takes ${taken} with every iteration`, short: `${taken}` }
  }
  const exhaustion = findEvidence(verdict.evidence, 'exhaustion')
  if (exhaustion !== undefined) {
    const at = `${formatCount(exhaustion.limitMb)} MB`
    return { sentence: `ran out of memory at ${at}`, short: `out of memory` }
  }
  return { sentence: 'grows without bound', short: '' }
}

function describePlateau(verdict: Verdict): Headline {
  const survivors = findEvidence(verdict.evidence, 'survivors')
  if (survivors !== undefined && survivors.alive > 0) {
    const kept = formatCount(survivors.alive)
    return {
      sentence: `keeps ${kept} of ${formatCount(countTracked(verdict))} watched objects, and no more`,
      short: `keeps ${kept}`,
    }
  }
  const recovery = findEvidence(verdict.evidence, 'recovery')
  if (recovery !== undefined && recovery.recoveredBytes > 0) {
    const kept = formatBytes(recovery.recoveredBytes)
    return { sentence: `keeps ${kept}, and no more`, short: `keeps ${kept}` }
  }
  return { sentence: 'rose to a level and stays there', short: '' }
}

/** As warm-up of the engine does; or memory that something outside of the scenario holds. */
function describeRisenOnce({ evidence }: Verdict): Headline {
  const { keptBytes = 0, recoveredBytes = 0 } = findEvidence(evidence, 'recovery') ?? {}
  if (keptBytes <= 0) return { sentence: 'rose at first, then stayed level', short: 'rose once' }
  const rose = `rose once by ${formatBytes(keptBytes)}`
  const freed = recoveredBytes > 0 ? formatBytes(recoveredBytes) : 'nothing'
  return {
    sentence: `${rose}, then stayed level; dropping the scenario freed ${freed}`,
    short: rose,
  }
}

function describeCollected(verdict: Verdict): Headline {
  if (findEvidence(verdict.evidence, 'survivors') === undefined) {
    return hasRisenOnce(verdict)
      ? describeRisenOnce(verdict)
      : { sentence: 'memory stays level after warm-up', short: 'keeps nothing' }
  }
  const watched = formatCount(countTracked(verdict))
  return { sentence: `keeps none of ${watched} watched objects`, short: 'keeps none' }
}
