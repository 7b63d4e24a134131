// `leaklab doctor`: are verdicts on this machine reliable? It measures an empty step and, with --self-test, judges a planted
// leak and its clean twin.

import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { recordTrial } from '../../child/record-trial.ts'
import { decide } from '../../judgement/decide.ts'
import { measureNoise } from '../../judgement/noise.ts'
import { planNext } from '../../judgement/schedule.ts'
import { makePlan } from '../../model/plan.ts'
import type { Recording } from '../../model/recording.ts'
import type { Runtime } from '../../model/runtime.ts'
import { UsageError } from '../../model/usage-error.ts'
import { renderDoctor, renderSelfTest } from '../../report/pages/doctor.ts'
import { words } from '../../report/words/words.ts'
import { chooseRuntime, findOtherNodes } from '../../runtimes/choose-runtime.ts'
import { interruptible } from '../interrupt.ts'
import { printRendered, styleOf } from '../output.ts'
import { createProgress } from '../progress.ts'
import { resetTerminal } from '../reset-terminal.ts'
import { runtimeOption } from '../trial-options.ts'

const plan = makePlan({}, { snapshots: 'never' })
const cleanTwin = new URL('../../probes/clean-twin.js', import.meta.url)
const plantedLeak = new URL('../../probes/planted-leak.js', import.meta.url)

export async function doctor(options: {
  runtime?: string
  selfTest?: boolean
  reset?: boolean
}): Promise<void> {
  if (options.reset === true) return resetTerminal()
  const runtime = await chooseRuntime(options.runtime, runtimeOption)
  // Its probes are programs in JavaScript.
  if (runtime.name === 'python') throw new UsageError('doctor-of-python', {})
  const style = styleOf(process.stdout)
  const others = await findOtherNodes(runtime.path)
  const progress = await createProgress(words.session.measuringNothing)
  try {
    await interruptible(async signal => {
      const clean = await recordProbe(cleanTwin, runtime, signal, progress.update)
      const { ending } = clean
      progress.pauseFor(() =>
        printRendered(
          renderDoctor(
            {
              name: runtime.name,
              path: runtime.path,
              version: runtime.version,
              recording: clean,
              noise: measureNoise(clean),
              others,
              selfTest: options.selfTest === true,
            },
            style,
          ),
        ),
      )
      process.exitCode = ending.kind === 'complete' ? 0 : 3
      if (options.selfTest !== true || ending.kind !== 'complete') return
      const planted = await recordProbe(plantedLeak, runtime, signal, progress.update)
      const verdicts = { planted: decide(planted), clean: decide(clean) }
      progress.pauseFor(() => printRendered(renderSelfTest(verdicts, style)))
      if (verdicts.planted.outcome !== 'leaking' || verdicts.clean.outcome !== 'collected')
        process.exitCode = 1
    })
  } finally {
    progress.stop()
  }
}

function recordProbe(
  url: URL,
  runtime: Runtime,
  signal: AbortSignal,
  onProgress: (trial: number, recording: Recording) => void,
): Promise<Recording> {
  const file = fileURLToPath(url)
  const slug = basename(file, '.js')
  const subject = {
    scenario: slug,
    slug,
    title: slug,
    ask: '',
    learn: '',
    variant: slug,
    claim: 'collects',
    stated: false,
    exception: null,
    runtime: null,
  } as const
  return recordTrial(
    { subject, file, plan, runtime },
    { decideNext: planNext, signal, onProgress: recording => onProgress(0, recording) },
  )
}
