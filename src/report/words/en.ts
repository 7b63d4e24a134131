// All sentences in English, by theme. A second language is an object of the same type: `Words` in words.ts.
import * as advice from './en/advice.ts'
import * as assertion from './en/assertion.ts'
import * as caveats from './en/caveats.ts'
import * as chapters from './en/chapters.ts'
import * as claims from './en/claims.ts'
import * as classNames from './en/class-names.ts'
import * as commandLine from './en/command-line.ts'
import * as commands from './en/commands.ts'
import * as compare from './en/compare.ts'
import * as counts from './en/counts.ts'
import * as doctor from './en/doctor.ts'
import * as edit from './en/edit.ts'
import * as engines from './en/engines.ts'
import * as evidence from './en/evidence.ts'
import * as expectation from './en/expectation.ts'
import * as explore from './en/explore.ts'
import * as failure from './en/failure.ts'
import * as firstCheck from './en/first-check.ts'
import * as fixes from './en/fixes.ts'
import * as headline from './en/headline.ts'
import * as heads from './en/heads.ts'
import * as heap from './en/heap.ts'
import * as loading from './en/loading.ts'
import * as names from './en/names.ts'
import * as numbers from './en/numbers.ts'
import * as plain from './en/plain.ts'
import * as plurals from './en/plurals.ts'
import * as present from './en/present.ts'
import * as problems from './en/problems.ts'
import * as progress from './en/progress.ts'
import * as registries from './en/registries.ts'
import * as resources from './en/resources.ts'
import * as retention from './en/retention.ts'
import * as series from './en/series.ts'
import * as session from './en/session.ts'
import * as stage from './en/stage.ts'
import * as summary from './en/summary.ts'
import * as timeline from './en/timeline.ts'
import * as tolerance from './en/tolerance.ts'
import * as twin from './en/twin.ts'

export const en = {
  advice,
  assertion,
  caveats,
  chapters,
  claims,
  classNames,
  commandLine,
  commands,
  compare,
  counts,
  doctor,
  edit,
  engines,
  evidence,
  expectation,
  explore,
  failure,
  firstCheck,
  fixes,
  headline,
  heads,
  heap,
  loading,
  names,
  numbers,
  plain,
  plurals,
  present,
  problems,
  progress,
  registries,
  resources,
  retention,
  series,
  session,
  stage,
  summary,
  timeline,
  tolerance,
  twin,
}
