// Verdicts are a pure function of a recording, so those of recorded trials are computed again.
import type { RecordedTrial, Result } from '../model/report.ts'
import { decide } from './decide.ts'

export function judgeRecorded(trials: readonly RecordedTrial[]): Result[] {
  return trials.map(({ recording, retries }) => ({ recording, verdict: decide(recording), retries }))
}
