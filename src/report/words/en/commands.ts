// What does each command do, and each of its arguments and options? The lines of `--help`.

/** The titles of the sections of a help text. Commander's own are among them. */
export const sections = {
  usage: 'Usage:',
  arguments: 'Arguments:',
  options: 'Options:',
  commands: 'Commands:',
  examples: 'Examples:',
  reporters: 'Reporters:',
  exitCodes: 'Exit codes:',
}

/** The exit codes, by number. */
export const exitCodes = [
  'every claim is met',
  'a claim is refuted',
  'the command line is wrong, or not all was judged',
  'a scenario could not be run',
  'inconclusive after all retries',
]

export const program = {
  description: 'See a JavaScript memory leak happen, see why it is alive, prove the fix.',
  version: 'print the version',
  help: 'show this help',
}

export const doctor = {
  description: 'find out whether this machine is fit for measuring',
  runtime: 'the engine to check instead of this Node: node@24, bun, deno, or a path',
  selfTest: 'measure a planted leak and the same code without it, and check both verdicts',
  reset: 'repair a terminal after leaklab was killed; nothing is measured',
}

export const heap = {
  description: 'inspect a V8 heap snapshot: what it holds, what keeps it alive',
  id: 'what is known of one object, by its id',
  snapshot: 'a .heapsnapshot file, as V8 writes it, or - for standard input',
  class: 'the instances of a constructor, by retained size',
  why: 'with --id or --class: the path from a GC root that keeps the object',
  everyStep: 'with --why: every reference on the path, as V8 names it',
  report: 'print what is in it, instead of opening a browser of it in a terminal',
  json: 'print JSON',
}

export const compare = {
  description: 'the same program in Node, Bun, Deno and CPython, side by side',
  scenario: 'names as `leaklab list` shows them, or files of your own',
  runtimes: 'engines, separated by commas: node, node@24, bun, deno, python3, or paths (default: all found)',
  jobs: 'run so many variants at the same time',
  json: 'print JSON',
}

export const diff = {
  description: 'what grew between two or three snapshots of one process, and what holds it',
  first: 'the oldest snapshot',
  second: 'one taken after some iterations',
  third: 'one taken after as many again: one-time growth is left out',
  json: 'print JSON',
}

export const help = {
  description: 'show what a command does, its options and examples',
  command: 'the name of a command, such as `check` or `heap diff`',
}

export const replay = {
  description: 'play a recording, or print its report; nothing is run',
  recording: 'a file that `leaklab run --record` wrote',
  report: 'print the report, as it is printed where there is no terminal',
}

export const play = {
  description: 'a lesson: predict, watch it measured, see why',
  scenario: 'name of a scenario, or a file of yours',
  plain: 'lines of text instead of screens, as for screen readers',
}

export const present = {
  description: 'lessons before a class: votes, large letters, no spoilers',
  list: 'a chapter, scenarios, or a playlist (.json); by default the first hour',
  from: 'begin at this lesson of the list',
  plain: 'lines of text instead of screens',
}

export const notes = {
  description: 'in a second terminal: what to say during a presentation',
  plain: 'lines of text instead of a screen',
}

export const rehearse = {
  description: 'measure the lessons of a presentation before the class',
}

export const edit = {
  description: 'copy a scenario here, and measure it anew on each save',
  plain: 'print a report of each run instead of a screen',
}

export const reset = {
  description: 'forget the progress through the lessons',
}

export const merge = {
  description: 'print one report of the recordings of several machines',
  recording: 'files that `leaklab check --shard <i/n> --record` wrote',
  record: 'keep them in one file',
}

export const list = {
  description: 'list the chapters of the catalog, or the scenarios of one',
  markdown: 'print tables in Markdown',
  word: 'a chapter, the name of a scenario, or a word in its texts',
  all: 'all scenarios with their variants',
  claims: 'the variants with their claims: the answers to the questions',
  json: 'print JSON',
}

export const show = {
  description: 'show the question, the source and the lesson of a scenario',
  scenario: 'a name from `leaklab list`, or a file',
  variant: 'only this variant',
  noClaims: 'leave out the claims and the lesson, which give the answers away',
  python: 'with the same program in Python, side by side where the terminal is wide enough',
}

export const create = {
  description: 'write a first check of your own, ready to run',
  name: 'the name of the check: writes a file of that name that ends in .leak.ts',
  js: 'in JavaScript, as .leak.mjs',
}

export const run = {
  description: 'run scenarios and print what happened as tables, with a verdict',
  snapshot: 'keep the heap snapshot of what survived, for `leaklab heap`',
  record: 'keep the recordings in a file, for `leaklab replay`',
  scenario: 'names from `leaklab list`, files, one of their exports (file.ts#name), folders, or globs',
}

export const check = {
  description: 'check claims, for CI: a line for each variant, and an exit code',
  shard: 'the trials of one of n machines, for `leaklab merge`',
  passWithNoScenarios: 'exit 0 if nothing matches',
  jobs: 'children at the same time (default: the number of cores)',
  retries: 'retry an inconclusive trial this often (default: 1)',
  bail: 'start no new trial after this many claims that are not met (1)',
  changed: 'only scenarios that depend on a file that has changed since a commit, by git',
  watch: 'check again whenever a file changes that a scenario depends on',
  record: 'keep the recordings in a file, for `leaklab replay`',
  updateBudget: 'write what refuted claims of own files measured into leaklab.budget.json',
  scenario:
    'names, files, folders or globs; by default what the configuration includes, else *.leak.* in the project, else the catalog',
}

export const trials = {
  noConfig: 'ignore any configuration',
  config: 'a configuration (default: leaklab.config.ts, .js, .json … in the current folder)',
  noPaths: 'take no heap snapshots, and find no retaining paths',
  steps: 'iterations (calls of the step) per round (default: as many as keep a round short)',
  rounds: 'measured rounds (default: as many as the verdict needs)',
  variant: 'only this variant',
  grep: 'only what matches: a regular expression on `scenario › variant`',
  timeout: 'time limit per variant in seconds',
  heapLimit: 'heap limit of the child in megabytes',
  runtime: 'the engine to run in: node@24, bun, deno, python3, or a path; may be given again',
}

/** The options for the form of a report. */
export const reports = {
  json: { tables: 'print a JSON report instead of tables', lines: 'print a JSON report instead of lines' },
  reporter: (names: readonly string[]): string =>
    `${names.join(', ')} or a module of yours; may be given again`,
  details: 'print every round, callback, interval and caveat instead of one screen per variant',
  ownModule: 'a module of yours: its default export makes text of a report',
}

/** After the description of an option. */
export function describeDefault(value: string): string {
  return `(default: ${value})`
}

/** Below a usage error. */
export function describeOptionsHelp(command: string): string {
  return `leaklab help ${command} shows its options`
}

/** Why the value of an option is refused. */
export const expectedValues = {
  wholeNumber: (least: number): string => `Expected a whole number, ${least} or more.`,
  numberFrom: (least: number, most: number): string => `Expected a whole number from ${least} to ${most}.`,
  seconds: 'Expected seconds, more than 0 and at most 2000000.',
  pattern: 'Expected a regular expression.',
  shard: 'Expected a share such as 1/3.',
  id: 'Expected an id such as 123 or @123.',
}
