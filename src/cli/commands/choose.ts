// `leaklab` without a command: in a terminal the user picks a scenario, predicts each outcome and sees it measured; elsewhere,
// and in a terminal that shows only ASCII, it prints the commands to try first.
import { cancel, intro, isCancel, log, note, outro, select } from '@clack/prompts'
import { type BuiltinScenario, loadCatalog, readSource } from '../../catalog/builtin.ts'
import { cutSource } from '../../catalog/source.ts'
import { runScenarios } from '../../pipeline.ts'
import { padEnd } from '../../report/terminal/width.ts'
import { wrap } from '../../report/terminal/wrap.ts'
import { renderLesson } from '../../report/trial/lesson.ts'
import { renderVariant } from '../../report/trial/variant.ts'
import { words } from '../../report/words/words.ts'
import { type Claim, claims } from '../../scenario/scenario.ts'
import { interruptible } from '../interrupt.ts'
import { print, styleOf } from '../output.ts'
import { createProgress } from '../progress.ts'
import { pipelineOptions } from '../trial-options.ts'

/** Columns that the bar at the left of the prompts takes. */
const barWidth = 3

export async function choose(): Promise<void> {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return print(words.chooser.firstCommands)
  // The prompts move the cursor and draw with characters beyond ASCII, whatever TERM and the locale say.
  if (!styleOf(process.stdout).unicode) return print(words.chooser.firstCommands)
  // In a terminal that reports no width, the prompts would have one letter a line.
  if (process.stdout.columns === 0) process.stdout.columns = 80
  intro('leaklab')
  const scenarios = await loadCatalog()
  const longest = Math.max(...scenarios.map(({ outline }) => outline.title.length))
  const labelOf = ({ outline, chapter }: BuiltinScenario) => `${padEnd(outline.title, longest)}  ${chapter}`
  for (;;) {
    const scenario = await ask(
      words.chooser.whichScenario,
      scenarios.map(value => ({ value, label: labelOf(value) })),
    )
    if (scenario === undefined || !(await play(scenario))) return cancel(words.chooser.goodbye)
    const again = await ask(words.chooser.anotherOne, [
      { value: true, label: words.chooser.yes },
      { value: false, label: words.chooser.no },
    ])
    if (again !== true) return outro(words.chooser.allVariantsHint)
  }
}

/** One scenario: shows each variant, asks for a guess, runs it, answers. @returns false when the user wants to end */
async function play({ id, outline, ...file }: BuiltinScenario): Promise<boolean> {
  const style = { ...styleOf(process.stdout) }
  log.message(wrap(outline.ask, style.width - barWidth))
  const { prelude, variants } = cutSource(readSource({ id, ...file }), outline.variants)
  if (prelude !== '') note(prelude, words.chooser.given)
  let right = 0
  for (const variant of variants) {
    note(variant.code, variant.name)
    const guess = await ask<Claim>(
      words.chooser.whatHappens,
      claims.map(value => ({ value, label: words.chooser.predictions[value] })),
    )
    if (guess === undefined) return false
    const answer = await runOne(id, variant.name)
    if (answer === undefined) return false
    print(`\n${renderVariant(answer, style)}\n`)
    const { outcome } = answer.verdict
    if (outcome === outcomeOf[guess]) {
      right++
      log.success(words.chooser.describeRightPrediction(outcome))
    } else log.warn(words.chooser.describeWrongPrediction(outcomeOf[guess], outcome))
  }
  log.info(words.chooser.describeScore(right, variants.length))
  print(`\n${renderLesson(outline.learn, style)}\n`)
  return true
}

const outcomeOf = { leaks: 'leaking', plateaus: 'plateau', collects: 'collected' } as const

async function runOne(id: string, variant: string) {
  const options = await pipelineOptions({ variant }, 'always')
  const progress = await createProgress(words.session.describeRunning(variant))
  try {
    const { results } = await interruptible(signal =>
      runScenarios([id], { ...options, signal, onProgress: progress.update }),
    )
    return results[0]
  } finally {
    progress.stop()
  }
}

/** @returns the chosen value, or undefined when the user canceled the question */
async function ask<T>(
  message: string,
  options: { value: T; label: string; hint?: string }[],
): Promise<T | undefined> {
  const chosen = await select({ message, options: options as never })
  return isCancel(chosen) ? undefined : (chosen as T)
}
