// What is wrong with a request, and what to try next? A sentence and a hint for each problem.
import type { ExpectedSetting } from '../../../model/configuration.ts'
import type { FileFailure, Problems, ProblemWords, RuntimeFailure } from '../../../model/problems.ts'
import { engineNames, nameRuntime } from '../../../model/runtime.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import { adviseOnLoading } from './advice.ts'
import { plural } from './counts.ts'
import { findWord } from './look-up.ts'
import { formatCount } from './numbers.ts'

const startFolder = 'check the path; it is taken from the current folder'
const scenarioForm =
  'a scenario file exports by default `lab => step`, or an object like that of `leaklab show strong-cache`'
const configurationForm =
  "it exports by default an object: `export default { include: ['src/**/*.leak.ts'] }`"
const reporterForm =
  'it exports by default a function that makes text of a report: `export default report => ...`'
const budgetHint = 'correct it, or take the file away and let `leaklab check --update-budget` write it anew'
const playlistForm = 'a playlist is JSON: { "lessons": ["strong-cache", "./my-thing.ts"] }'
const recordingHint = 'name a file that `leaklab run --record` wrote'
const snapshotHint =
  'v8.writeHeapSnapshot() writes one, and so does `node --heapsnapshot-signal=SIGUSR2 app.js`'

const endIn = (endings: readonly string[]) => `a scenario file ends in ${endings.join(', ')}`
const quote = (names: readonly string[]) => names.map(name => `'${name}'`).join(', ')

const kindWords = { recording: 'recording', snapshot: 'heap snapshot', report: 'report of this kind' }

const fileFailureWords: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOSPC: 'no space left on the disk',
  EROFS: 'the disk is read-only',
  EFBIG: 'the file would be larger than this system allows',
  EDQUOT: 'the quota of this user is used up',
  ENOTDIR: 'a part of its path is no folder',
}

function reasonOf({ errno, message }: FileFailure): string {
  return findWord(fileFailureWords, errno) ?? message
}

function describeRuntimeFailure(path: string, failure: RuntimeFailure): string {
  switch (failure.why) {
    case 'missing':
      return `there is no program at ${path}`
    case 'not-executable':
      return `${path} may not be executed`
    case 'silent':
      return `${path} --version did not answer`
    case 'not-found':
      return `there is no ${engineNames[failure.engine]}${failure.version === '' ? '' : ` ${failure.version}`} on the PATH, or where version managers put it`
    case 'other-program':
      return `${path} is none of ${Object.values(engineNames).join(', ')}: --version said "${failure.answer}"`
    case 'too-old':
      return `${path} is ${nameRuntime({ name: failure.engine, version: failure.version })}; leaklab needs ${failure.oldest} or later`
  }
}

const expectedWords: Record<
  Exclude<
    ExpectedSetting,
    `at-most-${number}-items` | `whole-number-${number}` | `whole-number-${number}-to-${number}`
  >,
  string
> = {
  'array-of-globs': 'an array of globs',
  'array-of-reporters': "an array of reporters such as 'junit=leaks.xml'",
  boolean: 'true or false',
  glob: 'a glob',
  globs: 'one glob or more',
  number: 'a number',
  object: 'an object',
  path: 'a path',
  paths: 'a path or an array of paths',
  reporter: 'a reporter',
  seconds: 'seconds, more than 0 and at most 2000000',
  string: 'a string',
}

function describeExpected(expected: ExpectedSetting): string {
  const [, items] = /^at-most-(\d+)-items$/.exec(expected) ?? []
  if (items !== undefined) return `at most ${items} items`
  const [, least, most] = /^whole-number-(\d+)(?:-to-(\d+))?$/.exec(expected) ?? []
  if (least === undefined) return expectedWords[expected as keyof typeof expectedWords]
  return most === undefined ? `a whole number, ${least} or more` : `a whole number from ${least} to ${most}`
}

const sentences: { [Code in keyof Problems]: (data: Problems[Code]) => [message: string, hint: string] } = {
  'not-a-file': ({ file }) => [`${file} is not a regular file`, 'name a file that leaklab can read'],
  'no-such-file': ({ file }) => [`there is no file ${file}`, startFolder],
  'not-javascript': ({ file, endings }) => [`${file} is no JavaScript or TypeScript file`, endIn(endings)],
  'no-file-matches': ({ glob, endings }) => [
    `no file matches ${glob}`,
    `it is taken from the current folder, and matches files that end in ${endings.join(', ')}; quote it, so that the shell leaves it alone`,
  ],
  'no-scenario-file': ({ folder, endings }) => [`there is no scenario file in ${folder}`, endIn(endings)],
  'no-scenario-in-folder': ({ folder }) => [
    `there is no scenario in ${folder}: nothing in it exports one`,
    scenarioForm,
  ],
  'unknown-scenario': ({ name, near }) => [
    `there is no scenario called '${name}'`,
    near === undefined
      ? '`leaklab list` shows all scenarios'
      : `did you mean ${near}? \`leaklab list\` shows all`,
  ],
  'unreadable-path': ({ path, message }) => [
    `${path} cannot be looked at: ${message}`,
    'check the path and the rights of its folders',
  ],
  'unknown-variant': ({ name, near, names }) => [
    `there is no variant called '${name}'`,
    near === undefined ? `there are ${quote(names)}` : `did you mean '${near}'? There are ${quote(names)}`,
  ],
  'no-variant-matches': ({ pattern, variants, example }) => [
    `none of ${plural(variants, 'variant')} matches ${pattern}`,
    `--grep is matched with names such as '${example}'`,
  ],
  'unknown-export': ({ file, name, near, names }) => {
    const listed = names.length === 0 ? 'no export of it is a scenario' : `there are ${names.join(', ')}`
    return [
      `there is no scenario '${name}' in ${file}`,
      near === undefined ? listed : `did you mean ${file}#${near}? ${listed}`,
    ]
  },
  'no-scenario-to-show': ({ file, problem }) => [
    `${file}: ${problem}`,
    '`leaklab show strong-cache` shows one that works',
  ],
  'lesson-of-many': ({ target, count, first }) => [
    `${target} names ${count} scenarios, and a lesson has one`,
    `name one of them: leaklab play ${first}`,
  ],
  'doctor-of-python': () => [
    'doctor examines engines of JavaScript',
    '`leaklab check cyclic-nodes --runtime python3` measures in CPython',
  ],
  'needs-python': ({ file }) => [`${file} is a program in Python`, 'run it with --runtime python3'],
  'no-twin': ({ names, known }) => [
    `${names.length === 1 ? `${names[0]} has` : `these ${formatCount(names.length)} scenarios have`} no twin in Python`,
    `these scenarios have one: ${known.join(', ')}`,
  ],
  'nothing-to-watch': () => [
    'there is nothing to watch',
    'name files or folders of yours: leaklab check test/leaks --watch',
  ],
  'limit-invalid': ({ name, value, least, most, isWhole }) => [
    `${name} is ${value}`,
    `give it a ${isWhole ? 'whole number' : 'number'} from ${least} to ${most}, or leave it out`,
  ],

  'unknown-command': ({ word, isScenario, near }) => [
    `there is no command '${word}'`,
    isScenario
      ? `\`leaklab run ${word}\` runs it`
      : near === undefined
        ? '`leaklab help` shows all commands'
        : `did you mean \`leaklab ${near}\`?`,
  ],
  'unknown-word': ({ word, near }) => [
    `there is no chapter and no scenario with the word '${word}'`,
    near === undefined
      ? '`leaklab list` shows the chapters'
      : `did you mean ${near}? \`leaklab list\` shows the chapters`,
  ],
  'snapshot-of-many': ({ variants, first }) => [
    `--snapshot keeps one heap, and ${variants} variants would be run`,
    `choose one: --variant '${first}'`,
  ],
  'two-on-stdout': ({ first, second }) => [
    `${first} and ${second} cannot both write to stdout`,
    `give one a file: --reporter ${second}=leaks.txt`,
  ],
  'reporter-without-file': ({ spec }) => [`--reporter ${spec} names no file`, `write ${spec}leaks.txt`],
  'two-in-one-file': ({ file }) => [`two outputs cannot both be ${file}`, 'give each a file of its own'],
  'unknown-reporter': ({ name, near, names }) => [
    `there is no reporter '${name}'`,
    `${near === undefined ? '' : `did you mean '${near}'? `}There are ${names.join(', ')}, or the path of a module of yours`,
  ],
  'reporter-unloadable': ({ name, message }) => [
    `the reporter ${name} cannot be loaded: ${message}`,
    reporterForm,
  ],
  'not-a-reporter': ({ name }) => [`${name} is no reporter`, reporterForm],
  'reporter-never-settles': ({ name, what }) => [
    `the reporter ${name} never ends: nothing is left that could settle ${what === 'import' ? 'its import' : 'the promise of its report'}`,
    what === 'import'
      ? 'look for an `await` at its top level that waits for ever'
      : 'await only what settles by itself; with --record the run is kept, and `leaklab replay --reporter` tries again',
  ],
  'reporter-failed': ({ name, message }) => [
    `the reporter ${name} failed: ${message}`,
    'mend it; with --record the run is kept, and `leaklab replay --reporter` tries again',
  ],
  'name-not-a-file': ({ name }) => [`'${name}' is no name for a file`, 'give one such as `leaklab new cart`'],
  'file-exists': ({ path }) => [`${path} is there already`, 'choose another name, or remove it first'],

  'two-configurations': ({ files }) => [
    `there are two configurations: ${files.join(' and ')}`,
    'keep one, or say which: --config <file>',
  ],
  'configuration-unloadable': ({ file, message }) => [
    `${file} cannot be loaded: ${message}`,
    /Cannot find (package|module) 'leaklab'/.test(message)
      ? 'it does without `defineConfig` as well; or install leaklab in this project'
      : configurationForm,
  ],
  'configuration-never-settles': ({ file }) => [
    `${file} never ends: nothing is left that could settle its import`,
    'look for an `await` at its top level that waits for ever, or for two modules that await each other',
  ],
  'unknown-setting': ({ file, key, near, known }) => {
    const all = `it knows ${known.join(', ')}`
    return [
      `${file}: there is no setting '${key}'`,
      near === undefined ? all : `did you mean '${near}'? ${all}`,
    ]
  },
  'configuration-invalid': ({ file, expected, received }) => [
    `${file}: expected ${describeExpected(expected)}, got ${received}`,
    configurationForm,
  ],
  'setting-invalid': ({ file, key, expected, received, known }) => [
    `${file}: ${key}: expected ${describeExpected(expected)}, got ${received}`,
    `it knows ${known.join(', ')}`,
  ],
  'budget-unreadable': ({ file, failure }) => [
    `${file} cannot be read: ${reasonOf(failure)}`,
    'give it back its rights, or take it away',
  ],
  'budget-not-json': ({ file, message }) => [`${file} is no JSON: ${message}`, budgetHint],
  'budget-invalid': ({ file, path, message }) => [
    `${file}${path === '' ? '' : ` at ${path}`}: ${message}`,
    budgetHint,
  ],

  'playlist-unreadable': ({ file, failure }) => [
    `${file} cannot be read: ${reasonOf(failure)}`,
    playlistForm,
  ],
  'playlist-not-json': ({ file, message }) => [`${file} is no JSON: ${message}`, playlistForm],
  'playlist-invalid': ({ file, path, message }) => [
    `${file}${path === '' ? '' : ` at ${path}`}: ${message}`,
    playlistForm,
  ],
  'lesson-number': ({ number, of }) => [
    `there is no lesson ${number}: the list has ${of}`,
    'begin at its first lesson: leave --from out',
  ],

  'git-missing': () => ['--changed asks git, and there is no git here', 'leave --changed out'],
  'no-repository': () => [
    '--changed asks git, and there is no git repository here',
    'leave --changed out, or run leaklab in a clone',
  ],
  'unknown-commit': ({ commit }) => [
    `git knows no commit '${commit}'`,
    'give --changed a commit, a branch or a tag; a shallow clone may lack it',
  ],
  'git-failed': ({ message }) => [`git could not list the changed files: ${message}`, 'run `git status`'],

  'other-kind-of-file': ({ path, kind }) => [
    `${path} exists and is no ${kindWords[kind]}`,
    'it was not touched; choose another name',
  ],
  'file-unwritable': ({ path, failure }) => [
    `${path} cannot be written: ${reasonOf(failure)}`,
    'name a file in a folder that you may write to, on a disk with room',
  ],
  'file-incomplete': ({ path, part, failure, isNew }) => [
    `${path} cannot be written: ${reasonOf(failure)}`,
    `${isNew ? `there is no ${path}` : `${path} is as it was`}; what could be written is in ${part}`,
  ],
  'file-locked': ({ path, lock }) => [
    `another process is writing ${path}`,
    `try again; if no leaklab runs any more, remove ${lock}`,
  ],
  'file-written-meanwhile': ({ path, part }) => [
    `another process has written ${path} meanwhile`,
    `it was not touched; what belongs to this run is in ${part}`,
  ],
  'recording-unreadable': ({ path, failure }) => [
    `${path} cannot be read: ${reasonOf(failure)}`,
    recordingHint,
  ],
  'recording-of-other-format': ({ path, version, leaklab, reads }) => [
    `${path} is a recording of format ${version}, written by leaklab ${leaklab}; this leaklab reads format ${reads}`,
    'replay it with the leaklab that wrote it',
  ],
  'not-a-recording': ({ path }) => [`${path} is no leaklab recording`, recordingHint],
  'shards-of-two-runs': ({ first, of, other, otherOf }) => [
    `${first} is a part of ${of} trials, ${other} of ${otherOf}`,
    'merge the shards of one run: the same leaklab, the same scenarios, the same options',
  ],
  'shard-twice': ({ first, second, trial }) => [
    `${first} and ${second} both have ${trial}`,
    'give each shard once: --shard 1/3, --shard 2/3, --shard 3/3',
  ],
  'not-a-report': () => ['this is no leaklab report', '`leaklab run strong-cache --json` writes one'],
  'report-of-other-version': ({ version, reads }) => [
    `this report has version ${version}; this leaklab reads version ${reads}`,
    'read it with the leaklab that wrote it, or run the scenario again',
  ],
  'report-damaged': ({ path, message }) => [
    `this report is damaged at ${path ?? 'its root'}: ${message}`,
    'write it again with --json',
  ],
  'report-not-json': () => [
    'this is no JSON, or it was cut off',
    '`leaklab run strong-cache --json` writes a report',
  ],

  'runtime-version-twice': ({ name, paths, option }) => [
    `${paths.join(' and ')} are both ${name}, and a result could not say from which of them it is`,
    `give ${option} one of them, and run again with the other`,
  ],
  'runtime-unusable': ({ path, failure, option }) => [
    describeRuntimeFailure(path, failure),
    `give ${option} a path, or a name such as node@24, bun, deno or python3; leaklab runs what is installed, and downloads nothing`,
  ],
  'no-collector': () => [
    'this process cannot force a collection: it was started without --expose-gc, and would not take it later',
    "start it with --expose-gc (`test: { execArgv: ['--expose-gc'] }` in vitest's configuration), or hand in the path of a file, which is measured in a process of its own",
  ],
  'bytes-invalid': ({ value }) => [
    `the bytes that a step may retain are ${value}`,
    'give a number of bytes per step, 0 or more',
  ],
  'object-in-place-of-function': ({ value }) => [
    `${value} was handed in, which the test itself holds`,
    'hand in a function that makes the object: () => new Session()',
  ],
  'calls-invalid': ({ value }) => [
    `calls is ${value}`,
    'give it a whole number of at least 1, or leave it out',
  ],
  'neither-step-nor-path': ({ value }) => [
    `${value} was handed in`,
    'hand in the step, a function, or the path of a scenario file',
  ],
  'step-with-arguments': ({ count }) => [
    `the step takes ${count === 1 ? 'an argument' : `${count} arguments`}, and there is nothing to hand it`,
    'build the world outside and hand in () => …; a scenario, lab => step, is measured by the path of its file',
  ],
  'option-for-files': ({ name }) => [
    `${name} is for scenario files; a step is measured in this process`,
    'leave it out, or hand in the path of a file',
  ],
  'object-maker-too-slow': ({ seconds }) => [
    `the function that makes the objects did not end within ${seconds} s`,
    'look for a promise that never settles, or allow more with timeoutMs',
  ],
  'object-maker-made-no-object': ({ value }) => [
    `the function made ${value}, and only objects are collected`,
    'let it return the object in question: () => new Session()',
  ],
  'many-files-to-measure': ({ file }) => [
    `${file} is more than one scenario file`,
    'measure() takes one; check() takes folders and chapters',
  ],
  'file-unloadable': ({ file, problem, reason }) => [
    `${file} could not be loaded: ${problem}`,
    adviseOnLoading(reason),
  ],
  'variant-not-chosen': ({ file, variants, names }) => [
    `${file} has ${variants} variants, and none was chosen`,
    `choose one with { variant: … }: ${quote(names)}`,
  ],

  'several-snapshots-to-inspect': ({ files }) => [
    'heap inspects one snapshot',
    `\`leaklab heap diff ${files.join(' ')}\` shows what grew between two or three`,
  ],
  'class-and-id': () => ['--class and --id ask for different things', 'give one of them'],
  'why-without-object': ({ file }) => [
    '--why needs to know of what',
    `add --id <n>; \`leaklab heap ${file}\` shows ids`,
  ],
  'too-many-to-compare': () => ['diff compares two or three snapshots', 'leave out those in between'],
  'two-from-pipe': () => ['only one snapshot can come from a pipe', 'name the files of the others'],
  'option-for-one-snapshot': ({ newest }) => [
    '--class, --id and --why are about one snapshot',
    `\`leaklab heap ${newest} --id <n> --why\` shows what holds an object`,
  ],
  'snapshots-of-two-processes': ({ older, newer }) => [
    `${older} and ${newer} are not of one process: their ids mean different objects`,
    'take the snapshots in one process, one after the other, with as many iterations between them',
  ],
  'snapshots-in-wrong-order': ({ older, newer }) => [
    `${newer} was taken before ${older}`,
    'give the snapshots in the order in which they were taken, oldest first',
  ],
  'unknown-id': ({ id, file }) => [
    `there is no @${id} in ${file}`,
    `ids are valid for the snapshots of one process; \`leaklab heap ${file} --class <constructor>\` shows some`,
  ],
  'unknown-class': ({ name, near, file }) => {
    const all = `\`leaklab heap ${file}\` shows the largest`
    return [
      `there is no ${name} in ${file}`,
      near === undefined ? all : `did you mean ${shellWord(near)}? ${all}`,
    ]
  },
  'no-pipe': () => ['- reads a snapshot from a pipe, and there is none', 'gunzip -c app.gz | leaklab heap -'],
  'no-snapshot-file': ({ file }) => [`there is no file ${file}`, `check its path; ${snapshotHint}`],
  'snapshot-is-folder': ({ file, found }) => [
    `${file} is a folder`,
    found === undefined ? snapshotHint : `name a file in it, such as ${found}`,
  ],
  'snapshot-unreadable': ({ message }) => [message, 'check the path and the rights of the file'],
  'snapshot-truncated': ({ file, message }) => [
    `${file} is not complete: ${message}`,
    'let the process that writes it run until the file is complete; is the disk full?',
  ],
  'snapshot-compressed': ({ file }) => [`${file} is compressed`, `unpack it first: \`gunzip ${file}\``],
  'snapshot-too-large': ({ file, message }) => [
    `${file} is too large: ${message}`,
    'open it where more memory is free, or take it earlier; --max-old-space-size changes nothing here',
  ],
  'not-a-snapshot': ({ file, reason }) => [`${file} is no heap snapshot: ${reason}`, snapshotHint],
}

export function describeProblem<Code extends keyof Problems>(code: Code, data: Problems[Code]): ProblemWords {
  const [message, hint] = sentences[code](data)
  return { message, hint }
}
