// What does `leaklab` without a command ask and answer?
import type { Outcome } from '../../../model/verdict.ts'
import type { Claim } from '../../../scenario/scenario.ts'
import { plural } from './counts.ts'

/** Without a terminal. */
export const firstCommands = `leaklab finds JavaScript memory leaks. Try these first:

  leaklab list                 the scenarios that come with leaklab
  leaklab run strong-cache     see a leak, its evidence, and its fixes
  leaklab run ./my-thing.ts    find out whether a file of your own leaks
  leaklab check                check all *.leak.* files of a project, for CI
  leaklab doctor               find out whether this machine measures well

leaklab help shows all commands.`

export const whichScenario = 'What would you like to see?'
export const anotherOne = 'Another one?'
export const yes = 'Yes'
export const no = 'No'
export const goodbye = 'Goodbye.'
export const allVariantsHint = '`leaklab run <scenario>` shows all variants of a scenario at once.'
export const given = 'Given'
export const whatHappens = 'What will happen to its memory?'

/** The choices. */
export const predictions: Record<Claim, string> = {
  leaks: 'It leaks: it grows without bound',
  plateaus: 'It levels off: it keeps a bounded amount',
  collects: 'It is collected: it keeps nothing',
}

const happened: Record<Outcome, string> = {
  leaking: 'leaks',
  plateau: 'levels off',
  collected: 'is collected',
  inconclusive: 'could not be decided in the time there was',
  failed: 'could not be run',
}

export function describeRightPrediction(outcome: Outcome): string {
  return `Your prediction is right: it ${happened[outcome]}.`
}

export function describeWrongPrediction(predicted: Outcome, outcome: Outcome): string {
  return `Your prediction: it ${happened[predicted]}. What happened: it ${happened[outcome]}.`
}

export function describeScore(right: number, of: number): string {
  return `${right} of ${plural(of, 'prediction')} right.`
}
