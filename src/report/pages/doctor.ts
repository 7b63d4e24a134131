// The page of `leaklab doctor`: is this machine fit for measuring? The answer, a line for each thing that was examined, and a
// recommendation.

import { findMainGrowth } from '../../model/evidence.ts'
import type { Recording } from '../../model/recording.ts'
import { wereAllMajor } from '../../model/settling.ts'
import type { Verdict } from '../../model/verdict.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { padEnd, widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import type { Fitness } from '../words/en/doctor.ts'
import { words } from '../words/words.ts'

export interface DoctorView {
  /** Of the engine. */
  name: string
  path: string
  version: string
  /** A trial whose steps keep nothing alive. */
  recording: Recording
  /** How much the heap varied between the rounds of that trial. */
  noise: { rounds: number; medianBytes: number; largestBytes: number }
  /** Other Nodes on this machine. */
  others: readonly { version: string; path: string }[]
  /** Whether the self-test follows. */
  selfTest: boolean
}

/** Above this the noise is so large that a small leak takes long to find. */
const quietBytes = 16_384

export function renderDoctor(view: DoctorView, style: Style): string {
  const { recording, others, selfTest } = view
  const fitness = fitnessOf(view)
  const line = liner(style)
  const { labels } = words.doctor
  const node = line('good', labels.runtime, words.doctor.describeRuntime(view))
  const otherNodes = line('neutral', labels.otherNodes, words.doctor.describeOtherNodes(others))
  if (fitness === 'failed') {
    const { sentence, advice } = words.failure.describeFailedTrial(recording, failed)
    const lines = [node, line('bad', labels.trial, sentence), otherNodes]
    return renderPage('failed', lines, advice, style)
  }
  const { runtime, released, watchBytes } = recording
  const { name, v8, platform, heapLimit } = runtime!
  const allMajor = fitness !== 'untrusted'
  const collector = saysWhetherMajor(view)
    ? line(allMajor ? 'good' : 'bad', labels.collector, words.doctor.describeCollector(released!, allMajor))
    : line('neutral', labels.collector, words.doctor.describeUnprovenCollector(released!.forced, name))
  const lines = [
    collector,
    line(isQuiet(view) ? 'good' : 'bad', labels.noise, words.doctor.describeNoise(view.noise)),
    line('good', labels.tracking, words.doctor.describeTracking(watchBytes)),
    ...(heapLimit === 0 ? [] : [line('good', labels.heapLimit, words.numbers.formatBytes(heapLimit))]),
    node,
    line('good', labels.engine, words.doctor.describeEngine(v8, platform)),
    otherNodes,
  ]
  const { fitnessWords, selfTestRecommendation } = words.doctor
  const isUntested = fitness === 'fit' && !selfTest
  const recommendation = isUntested ? selfTestRecommendation : fitnessWords[fitness].recommendation
  return renderPage(fitness, lines, recommendation, style)
}

const failed: Verdict = { outcome: 'failed', evidence: [], caveats: [], claimMet: null }

function fitnessOf(view: DoctorView): Fitness {
  const { runtime, released, ending } = view.recording
  if (runtime === null || released === null || ending.kind !== 'complete') return 'failed'
  if (saysWhetherMajor(view) && !wereAllMajor(released)) return 'untrusted'
  return isQuiet(view) ? 'fit' : 'noisy'
}

function saysWhetherMajor({ recording: { runtime } }: DoctorView): boolean {
  return runtime?.missing?.includes('major-collections') !== true
}

function isQuiet({ noise }: DoctorView): boolean {
  return noise.medianBytes <= quietBytes
}

function renderPage(fitness: Fitness, lines: string[], recommendation: string, style: Style): string {
  const paint = painter(style)
  const role = ({ fit: 'good', noisy: 'inconclusive', untrusted: 'bad', failed: 'bad' } as const)[fitness]
  return [
    paint.bold(paint[role](wrap(words.doctor.fitnessWords[fitness].answer, style.width))),
    lines.join('\n'),
    renderSentence(words.doctor.describeRecommendation(recommendation), style),
  ].join('\n\n')
}

/** Whether the planted leak was found, and its clean twin was not taken for a leak. */
export function renderSelfTest(
  { planted, clean }: { planted: Verdict; clean: Verdict },
  style: Style,
): string {
  const line = liner(style)
  return [
    line(
      planted.outcome === 'leaking' ? 'good' : 'bad',
      words.doctor.labels.planted,
      words.doctor.describePlanted(planted.outcome, findMainGrowth(planted)?.bytesPerStep ?? 0),
    ),
    line(
      clean.outcome === 'collected' ? 'good' : 'bad',
      words.doctor.labels.clean,
      words.headline.outcomeWords[clean.outcome],
    ),
  ].join('\n')
}

type Finding = 'good' | 'bad' | 'neutral'

function liner(style: Style): (finding: Finding, what: string, text: string) => string {
  const paint = painter(style)
  const { met, refuted } = signs(style)
  const marks = { good: paint.good(met), bad: paint.bad(refuted), neutral: padEnd('', widthOf(met)) }
  const width = Math.max(...Object.values(words.doctor.labels).map(widthOf)) + 1
  return (finding, what, text) => renderSentence(text, style, `${marks[finding]} ${padEnd(what, width)} `)
}
