// How often are simulated trials judged wrongly? Each family of models has random parameters: growth of memory, noise of
// the readings, duration of an iteration. No child process runs, so thousands of trials take minutes.
//   node bench/simulate.mjs [--clean N] [--leaky N] [--hard N] [--seed N] [--only family] [--rounds N] [--list]
// Hard trials do not count for the exit code.
// --rounds fixes the number of measured rounds, as `run --rounds` does; --list prints the number of each wrong trial. Exit code 1 when more
// than one in a thousand clean trials may be called leaking, by the upper bound of the 95 % interval.
import { parseArgs } from 'node:util'
import '../dist/src/runtimes/typescript/register.js'
import { clean, hard, leaky } from './simulate/families.mjs'
import { printTable, quantile, wilson } from './support.mjs'

const { createRandom, simulate } = await import('../test/judgement/simulate.ts')

const { values } = parseArgs({
  options: {
    clean: { type: 'string', default: '10000' },
    leaky: { type: 'string', default: '4000' },
    hard: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})
const maxAlarms = 0.001
const plan = values.rounds === undefined ? {} : { rounds: Number(values.rounds) }
const alarms = run(clean, Number(values.clean), 'leaking', 'clean trials called leaking')
run(leaky, Number(values.leaky), 'collected or plateau', 'leaky trials called clean')
run(hard, Number(values.hard), 'leaking', 'hard clean trials called leaking')
process.exitCode = alarms > maxAlarms ? 1 : 0

/** Runs so many trials of all families together, prints a table, and returns the upper bound of the part that is wrong. */
function run(families, trials, wrongOutcome, words) {
  const names = Object.keys(families).filter(name => name.includes(values.only))
  if (names.length === 0 || trials === 0) return 0
  const rows = names.map(name => {
    const count = Math.ceil(trials / names.length)
    const outcomes = { leaking: 0, inconclusive: 0, clean: 0 }
    const iterations = []
    for (let i = 0; i < count; i++) {
      const random = createRandom(Number(values.seed) * 1_000_003 + i)
      const { verdict, recording } = simulate(families[name](random), plan)
      const { outcome } = verdict
      const kind = outcome === 'leaking' || outcome === 'inconclusive' ? outcome : 'clean'
      outcomes[kind]++
      iterations.push(recording.rounds.at(-1).totalSteps)
      if (values.list && kind !== (families === leaky ? 'leaking' : 'clean')) console.log(name, i, outcome)
    }
    const wrong = families === leaky ? outcomes.clean : outcomes.leaking
    return { name, count, wrong, outcomes, middle: quantile(iterations, 0.5) }
  })
  printTable(
    ['family', 'trials', wrongOutcome, 'inconclusive', 'median iterations'],
    rows.map(row => [row.name, row.count, row.wrong, row.outcomes.inconclusive, row.middle]),
  )
  const sum = pick => rows.reduce((total, row) => total + pick(row), 0)
  const wrong = sum(row => row.wrong)
  const all = sum(row => row.count)
  const { high } = wilson(wrong, all)
  console.log(
    `${words}: ${wrong} of ${all}, at most ${(100 * high).toFixed(2)} % at 95 %; ` +
      `inconclusive: ${sum(row => row.outcomes.inconclusive)}\n`,
  )
  return high
}
