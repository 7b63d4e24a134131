// What should the user try next?
import { limitForNextStage } from '../../../judgement/more-time.ts'
import type { Result, UnloadedReason } from '../../../model/report.ts'
import { plural } from './counts.ts'
import { describeFailedTrial } from './failure.ts'
import { formatCount } from './numbers.ts'

/** For a trial that failed or is inconclusive. */
export function describeAdvice({ recording, verdict }: Pick<Result, 'recording' | 'verdict'>): string {
  if (verdict.outcome === 'failed') return describeFailedTrial(recording, verdict).advice
  const more = limitForNextStage(recording)
  return more === null
    ? 'fix more rounds (--rounds), or run it on a quiet machine'
    : `--timeout ${formatCount(more.timeoutMs / 1000)} gives it time for one more stage, of ${plural(more.iterations, 'iteration')}; a quiet machine helps too`
}

/** For a file that could not be loaded. */
export function adviseOnLoading(reason: UnloadedReason): string {
  return loadingAdvice[reason]
}

const loadingAdvice: Record<UnloadedReason, string> = {
  import: 'the file must load on its own: `node <file>`, or the runtime of --runtime, shows the same error',
  typescript:
    'Node only takes types away: write it without enum, namespace and parameter properties, or run the compiled JavaScript',
  export:
    'a scenario file exports by default `lab => step`, or an object like that of `leaklab show strong-cache`',
  'python-import':
    'the file must load on its own: `python3 <file>`, or the runtime of --runtime, shows the same error',
  'python-export':
    'a program in Python has dicts named leaks, plateaus or collects, like that of `leaklab show cyclic-nodes --python`',
  'too-long': 'shorten them; a step may print what is long',
}
