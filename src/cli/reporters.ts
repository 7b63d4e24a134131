// Loads and opens the reporters that the user asked for: one on stdout, each of the others in a file of its own.
import { appendFileSync, existsSync, realpathSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { closestName } from '../catalog/find-scenarios.ts'
import { orUsageError, refuseOtherFile } from '../files/output-file.ts'
import { type ReplacingFile, replaceFile } from '../files/replacing-file.ts'
import type { Report } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import type { Format, Reporter, Write } from '../report/formats/format.ts'
import { loadFormat, reporterNames } from '../report/formats/registry.ts'
import type { Style } from '../report/terminal/style.ts'
import { renderUnloaded } from '../report/trial/unloaded.ts'
import { forEachOutput, printRendered, sayRendered, styleOf } from './output.ts'
import { untilSettled } from './until-settled.ts'

/** A reporter that was asked for, whose code is loaded, and whose file is not open yet. */
interface Loaded {
  name: string
  file: string | undefined
  format: Format
  isOurs: boolean
}

interface Reporters extends Required<Reporter> {
  /** Whether one of them reads at the end all that was measured. */
  readDetailsAtEnd: boolean
  /** Called once, when all trials have ended. Reporters of the user are called by `endOwn`. */
  end(report: Report): void
  /** Closes all files; to be called after an error too. */
  close(): void
  /** Has the user's own reporters write: their code may take any time, so all other files are to be closed before. */
  endOwn(report: Report): Promise<void>
}

const inFile: Style = { width: 100, color: false, unicode: true }

function sayUnloaded({ unloaded }: Report): void {
  for (const one of unloaded) sayRendered(renderUnloaded(one, styleOf(process.stderr)))
}

/** All reporters that will write. */
interface LoadedReporters {
  all: Loaded[]
  onStdout: Format
  /** Under GitHub Actions: annotations, and the summary of the job's step. */
  forGithub: { annotations: Format; markdown: Format } | undefined
}

/**
 * Loads all reporters. Those of the user are code that may take any time, so no file is open yet.
 * @param specs as the user gave them: `junit=leaks.xml`, `tap`, `./my-reporter.js=out.txt`
 * @param defaultFormat the format of stdout when no reporter writes to it
 * @param details whether the tables contain all that was measured
 * @throws UsageError for an unknown name, two reporters on stdout, a file of another kind
 */
export async function loadReporters(
  specs: readonly string[],
  defaultFormat: 'line' | 'table',
  details = false,
): Promise<LoadedReporters> {
  const all: Loaded[] = []
  for (const spec of specs) {
    const { name, file } = parseSpec(spec)
    const ours = await loadOurs(name, details)
    const format = ours ?? (await loadReporter(name))
    const other = all.find(one => one.file === undefined)
    if (file === undefined && other !== undefined)
      throw new UsageError('two-on-stdout', { first: other.name, second: name })
    if (file !== undefined) refuseOther(file, format)
    all.push({ name, file, format, isOurs: ours !== undefined })
  }
  if (!all.some(({ file }) => file === undefined)) {
    const format = (await loadOurs(defaultFormat, details))!
    all.unshift({ name: defaultFormat, file: undefined, format, isOurs: true })
  }
  const onStdout = all.find(({ file }) => file === undefined)!.format
  const isGithub = process.env.GITHUB_ACTIONS === 'true' && onStdout.isForPeople
  const [annotations, markdown] = isGithub
    ? [await loadFormat('github'), await loadFormat('markdown')]
    : [undefined, undefined]
  return { all, onStdout, forGithub: annotations && { annotations, markdown: markdown! } }
}

/**
 * Opens the files that the reporters write to, before anything is run.
 * @param around clears the progress line, calls `print`, and shows the line again
 * @throws UsageError for a file that cannot be written
 */
export function openReporters(
  { all, onStdout, forGithub }: LoadedReporters,
  around: (print: () => void) => void,
): Reporters {
  const files: { file: ReplacingFile; isWritten: boolean }[] = []
  const toStdout: Write = text => around(() => printRendered(text))
  const open = (path: string): Write => {
    const opened = { file: replaceFile(path), isWritten: false }
    files.push(opened)
    return text => {
      opened.isWritten = true
      try {
        opened.file.write(text)
      } catch {
        // `close` throws it: where one has no room, the others may have, and what is measured is not lost.
      }
    }
  }
  const close = () => {
    forEachOutput(files.splice(0), ({ file, isWritten }) => (isWritten ? file.close() : file.discard()))
  }
  const reporters: Reporter[] = []
  const own: Reporter[] = []
  try {
    for (const { file, format, isOurs } of all) {
      if (file === undefined)
        (isOurs ? reporters : own).push(format.create(toStdout, styleOf(process.stdout)))
      else if (isOurs) reporters.push(format.create(open(file), inFile))
      else {
        // It writes at the end. Until then only whether it can is known.
        replaceFile(file).discard()
        own.push(format.create(text => writeWhole(file, text), inFile))
      }
    }
  } catch (error) {
    close()
    throw error
  }
  if (forGithub !== undefined) {
    reporters.push(forGithub.annotations.create(toStdout, inFile))
    const summary = process.env.GITHUB_STEP_SUMMARY
    const append: Write = text => orUsageError(summary!, () => appendFileSync(summary!, `${text}\n`))
    if (summary) reporters.push(forGithub.markdown.create(append, inFile))
  }
  const github = forGithub === undefined ? [] : Object.values(forGithub)
  return {
    readDetailsAtEnd: [...all.map(({ format }) => format), ...github].some(
      ({ endReads }) => endReads === 'details',
    ),
    expect: subjects => {
      for (const reporter of reporters) reporter.expect?.(subjects)
    },
    result: (trial, result) => {
      for (const reporter of reporters) reporter.result?.(trial, result)
    },
    end(report) {
      for (const reporter of reporters) void reporter.end?.(report)
      if (!onStdout.namesUnloaded) sayUnloaded(report)
    },
    close,
    async endOwn(report) {
      for (const reporter of own) await reporter.end?.(report)
    },
  }
}

/** @throws UsageError when it cannot be written; then the message says where the rest is */
function writeWhole(path: string, text: string): void {
  const file = replaceFile(path)
  try {
    file.write(text)
  } finally {
    file.close()
  }
}

const endingsOfCode = /^\.[cm]?[jt]sx?$/

/** Refuses to replace a file that is no report: by its beginning, or where reports of this format have none in common, by its ending. */
function refuseOther(file: string, { start }: Format): void {
  if (start !== undefined) refuseOtherFile(file, start, 'report')
  else if (endingsOfCode.test(extname(file)) && existsSync(file))
    throw new UsageError('other-kind-of-file', { path: file, kind: 'report' })
}

/** @throws UsageError when two outputs would be one file */
export function refuseSameFile(specs: readonly string[], recording: string | undefined): void {
  const named = [...specs.map(spec => parseSpec(spec).file), recording].filter(file => file !== undefined)
  const seen = new Set<string>()
  for (const file of named) {
    const path = existsSync(file) ? realpathSync(file) : resolve(file)
    if (seen.has(path)) throw new UsageError('two-in-one-file', { file })
    seen.add(path)
  }
}

async function loadOurs(name: string, details: boolean): Promise<Format | undefined> {
  if (details && name === 'table') return (await import('../report/formats/table.ts')).detailedTableFormat
  return loadFormat(name)
}

function parseSpec(spec: string): { name: string; file: string | undefined } {
  const at = spec.indexOf('=')
  if (at === -1) return { name: spec, file: undefined }
  const file = spec.slice(at + 1)
  if (file === '') throw new UsageError('reporter-without-file', { spec })
  return { name: spec.slice(0, at), file }
}

/** A user's own reporter: a module whose default export is a function from a report to text. */
async function loadReporter(name: string): Promise<Format> {
  if (!/[./\\]/.test(name)) {
    throw new UsageError('unknown-reporter', {
      name,
      near: closestName(name, reporterNames),
      names: reporterNames,
    })
  }
  let module: { default?: unknown }
  try {
    module = await untilSettled(
      import(pathToFileURL(resolve(name)).href) as Promise<{ default?: unknown }>,
      () => new UsageError('reporter-never-settles', { name, what: 'import' }),
    )
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError('reporter-unloadable', { name, message: (error as Error).message })
  }
  const render = module.default
  if (typeof render !== 'function') throw new UsageError('not-a-reporter', { name })
  const rendered = async (report: Report): Promise<string> => {
    try {
      const neverSettles = () => new UsageError('reporter-never-settles', { name, what: 'report' })
      return String(await untilSettled(Promise.resolve(render(report)), neverSettles))
    } catch (error) {
      if (error instanceof UsageError) throw error
      const { describeError } = await import('../harness/failure.ts')
      throw new UsageError('reporter-failed', { name, message: describeError(error).message })
    }
  }
  const create = (write: Write): Reporter => ({
    async end(report) {
      write(await rendered(report))
    },
  })
  return { isForPeople: false, namesUnloaded: true, endReads: 'details', create }
}
