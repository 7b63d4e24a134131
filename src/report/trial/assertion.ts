// The message of a failed assertion: the verdict in a sentence, its evidence, and what holds the survivors. Plain text,
// for it is shown by somebody else's test runner.
import type { Recording } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import type { Retention } from '../../model/retention.ts'
import type { Verdict } from '../../model/verdict.ts'
import { clean } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import {
  adviseUndecided,
  describeAlive,
  describeAllCollected,
  describeRefuted,
  describeUndecided,
  type Expectation,
  type Survivors,
} from '../words/assertion.ts'
import { describeAdvice, describeCaveat, describeEvidence, describeRetries } from '../words/wording.ts'
import { renderRetention } from './retention.ts'

const style: Style = { width: 100, color: false, unicode: true }

/** @param isFile whether it was measured in a process of its own */
export function renderRefuted(expectation: Expectation, result: Result, isFile: boolean): string {
  return [describeRefuted(expectation, result), renderGrounds(result, isFile)].join('\n')
}

export function renderUndecided(result: Result, isFile: boolean): string {
  const advice = adviseUndecided(result.verdict, describeAdvice(result), isFile)
  const grounds = result.verdict.outcome === 'failed' ? [] : [renderGrounds(result, isFile)]
  return [
    clean(describeUndecided(result), style),
    ...grounds,
    wrap(`Try: ${advice}`, style.width, '  '),
  ].join('\n')
}

function renderGrounds(result: Result, isFile: boolean): string {
  const { recording, retries } = result
  const verdict = isFile ? result.verdict : asSeenFromOutside(result.verdict)
  const bullet = (text: string) => wrap(clean(text, style), style.width, '  · ')
  const caveat = (text: string) => wrap(clean(text, style), style.width, '  ! ')
  return [
    ...describeEvidence(verdict).map(bullet),
    ...verdict.caveats.map(describeCaveat).map(caveat),
    ...(retries > 0 ? [caveat(describeRetries(retries))] : []),
    ...retentionOf(recording, verdict),
  ].join('\n')
}

/** In one process with the test, which holds the step, nothing is released; and there is no lab to watch with. */
function asSeenFromOutside(verdict: Verdict): Verdict {
  return {
    ...verdict,
    evidence: verdict.evidence.filter(({ kind }) => kind !== 'recovery'),
    caveats: verdict.caveats.filter(({ code }) => code !== 'nothing-watched'),
  }
}

function retentionOf(
  recording: Pick<Recording, 'retention'>,
  verdict: Pick<Verdict, 'evidence' | 'outcome'>,
): string[] {
  const rendered = renderRetention(recording, verdict, style)
  return rendered === '' ? [] : ['', rendered]
}

/** The message about objects that were to be collected. */
export function renderAlive(survivors: Survivors, retention: Retention | null): string {
  const path = retentionOf({ retention }, { evidence: [], outcome: 'leaking' })
  return [clean(describeAlive(survivors), style), ...path].join('\n')
}

export function renderAllCollected(survivors: Survivors): string {
  return describeAllCollected(survivors)
}
