// The page of `leaklab doctor`: a line with a mark for each thing that was examined.
import type { Recording } from '../../model/recording.ts'
import { wereAllMajor } from '../../model/settling.ts'
import type { Verdict } from '../../model/verdict.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { findMainGrowth } from '../words/evidence.ts'
import { describeHeadline, outcomeWords } from '../words/headline.ts'
import { formatBytes, formatPerStep } from '../words/numbers.ts'

export interface DoctorView {
  path: string
  version: string
  /** A trial whose steps keep nothing alive. */
  recording: Recording
  /** How much the heap varied between the rounds of that trial. */
  noise: { rounds: number; medianBytes: number; largestBytes: number }
}

/** Above this the noise is so large that a small leak takes long to find. */
const quietBytes = 16_384

export function renderDoctor({ path, version, recording, noise }: DoctorView, style: Style): string {
  const { runtime, released, watchBytes, ending } = recording
  const line = liner(style)
  const lines = [line(true, 'runtime', `Node ${version} (${path})`)]
  if (runtime === null || ending.kind !== 'complete' || released === null) {
    const { sentence } = describeHeadline({
      recording,
      verdict: { outcome: 'failed', evidence: [], caveats: [], claimMet: null },
    })
    return [...lines, line(false, 'trial', sentence)].join('\n')
  }
  const { forced, forcedMajor } = released
  const allMajor = wereAllMajor(released)
  lines.push(
    line(true, 'engine', `V8 ${runtime.v8}, ${runtime.platform}`),
    line(
      allMajor,
      'collector',
      allMajor
        ? `${forced} collections forced, all of them major`
        : `only ${forcedMajor} of ${forced} forced collections were major`,
    ),
    line(true, 'heap limit', formatBytes(runtime.heapLimit)),
    line(true, 'watching', `${watchBytes} B of heap a watched object, taken out of every figure`),
    line(
      noise.medianBytes <= quietBytes,
      'noise floor',
      `median ${formatBytes(noise.medianBytes)}, largest ${formatBytes(noise.largestBytes)} over ${noise.rounds} rounds that keep nothing`,
    ),
    line(true, 'missing', 'nothing'),
  )
  return lines.join('\n')
}

/** Whether the planted leak was found, and its clean twin was not taken for a leak. */
export function renderSelfTest(
  { planted, clean }: { planted: Verdict; clean: Verdict },
  style: Style,
): string {
  const line = liner(style)
  const growth = formatPerStep(findMainGrowth(planted)?.bytesPerStep ?? 0)
  return [
    line(planted.outcome === 'leaking', 'planted leak', `${outcomeWords[planted.outcome]}, ${growth}`),
    line(clean.outcome === 'collected', 'clean twin', outcomeWords[clean.outcome]),
  ].join('\n')
}

function liner(style: Style): (good: boolean, what: string, text: string) => string {
  const paint = painter(style)
  const { met, refuted } = signs(style)
  return (good, what, text) =>
    wrap(text, style.width, `${good ? paint.good(met) : paint.bad(refuted)} ${paint.dim(what.padEnd(13))} `)
}
