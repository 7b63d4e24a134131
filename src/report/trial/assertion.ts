// The message of a failed assertion: the verdict in one sentence, its evidence, and why the survivors are alive. It is
// plain text, because a test runner prints it.
import type { Recording } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import type { Retention } from '../../model/retention.ts'
import type { Verdict } from '../../model/verdict.ts'
import { clean } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import type { Expectation, Survivors } from '../words/en/assertion.ts'
import { words } from '../words/words.ts'
import { renderRetention } from './retention.ts'

const style: Style = { width: 100, color: false, unicode: true }

/** @param isFile whether a scenario file was measured in a child process, and not a function in the test's own process */
export function renderRefuted(expectation: Expectation, result: Result, isFile: boolean): string {
  return [
    clean(words.assertion.describeRefuted(expectation, result), style),
    renderEvidence(result, isFile),
  ].join('\n')
}

export function renderUndecided(result: Result, isFile: boolean): string {
  const advice = words.assertion.adviseUndecided(result.verdict, words.advice.describeAdvice(result), isFile)
  const evidence = result.verdict.outcome === 'failed' ? [] : [renderEvidence(result, isFile)]
  return [
    clean(words.assertion.describeUndecided(result), style),
    ...evidence,
    wrap(clean(words.summary.describeNext(advice), style), style.width, '  '),
  ].join('\n')
}

function renderEvidence(result: Result, isFile: boolean): string {
  const { recording, retries } = result
  const verdict = isFile ? result.verdict : withoutScenarioEvidence(result.verdict)
  const bullet = (text: string) => wrap(clean(text, style), style.width, '  · ')
  const caveat = (text: string) => wrap(clean(text, style), style.width, '  ! ')
  return [
    ...words.evidence.describeEvidence(verdict).map(bullet),
    ...verdict.caveats.map(words.caveats.describeCaveat).map(caveat),
    ...(retries > 0 ? [caveat(words.caveats.describeRetries(retries))] : []),
    ...renderRetentionLines(recording, verdict),
  ].join('\n')
}

/** In the test's own process nothing is released, because the test still references the step, and there is no `lab` to watch objects with. */
function withoutScenarioEvidence(verdict: Verdict): Verdict {
  return {
    ...verdict,
    evidence: verdict.evidence.filter(({ kind }) => kind !== 'recovery'),
    caveats: verdict.caveats.filter(({ code }) => code !== 'nothing-watched'),
  }
}

function renderRetentionLines(
  recording: Pick<Recording, 'retention'>,
  verdict: Pick<Verdict, 'evidence' | 'outcome'>,
): string[] {
  const rendered = renderRetention(recording, verdict, style)
  return rendered === '' ? [] : ['', rendered]
}

/** For objects that should have been collected. */
export function renderAlive(survivors: Survivors, retention: Retention | null): string {
  const path = renderRetentionLines({ retention }, { evidence: [], outcome: 'leaking' })
  return [clean(words.assertion.describeAlive(survivors), style), ...path].join('\n')
}

/** For objects of which one should have stayed alive. */
export function renderAllCollected(survivors: Survivors): string {
  return words.assertion.describeAllCollected(survivors)
}
