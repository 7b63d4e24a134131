// Opens the reporters that the user asked for: one on stdout, each of the others in a file of its own.
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
import { printRendered, sayRendered, styleOf } from './output.ts'
import { untilSettled } from './until-settled.ts'

interface Reporters extends Required<Reporter> {
  /** Closes all files; to be called after an error too. */
  close(): void
}

const inFile: Style = { width: 100, color: false, unicode: true }

function sayUnloaded({ unloaded }: Report): void {
  for (const one of unloaded) sayRendered(renderUnloaded(one, styleOf(process.stderr)))
}

/**
 * Opens all reporters, and the files they write to, before anything is run.
 * @param specs as the user gave them: `junit=leaks.xml`, `tap`, `./my-reporter.js=out.txt`
 * @param defaultFormat the format of stdout when no reporter writes to it
 * @param around clears the progress line, calls `print`, and shows the line again
 * @param details whether the tables contain all that was measured
 * @throws UsageError for an unknown name, a file that cannot be written, two reporters on stdout
 */
export async function openReporters(
  specs: readonly string[],
  defaultFormat: 'line' | 'table',
  around: (print: () => void) => void,
  details = false,
): Promise<Reporters> {
  const files: { file: ReplacingFile; isWritten: boolean }[] = []
  const reporters: Reporter[] = []
  const toStdout: Write = text => around(() => printRendered(text))
  let onStdout: { name: string; format: Format } | undefined
  for (const spec of specs) {
    const { name, file } = parseSpec(spec)
    const format = (await loadOurs(name, details)) ?? (await loadReporter(name))
    if (file === undefined) {
      if (onStdout !== undefined)
        throw new UsageError('two-on-stdout', { first: onStdout.name, second: name })
      onStdout = { name, format }
      reporters.push(format.create(toStdout, styleOf(process.stdout)))
    } else {
      refuseOther(file, format)
      const open = { file: replaceFile(file), isWritten: false }
      files.push(open)
      const write: Write = text => {
        open.isWritten = true
        open.file.write(text)
      }
      reporters.push(format.create(write, inFile))
    }
  }
  if (onStdout === undefined) {
    onStdout = { name: defaultFormat, format: (await loadOurs(defaultFormat, details))! }
    reporters.unshift(onStdout.format.create(toStdout, styleOf(process.stdout)))
  }
  const { isForPeople, namesUnloaded } = onStdout.format
  if (process.env.GITHUB_ACTIONS === 'true' && isForPeople) reporters.push(...(await forGithub(toStdout)))
  return {
    expect: subjects => {
      for (const reporter of reporters) reporter.expect?.(subjects)
    },
    result: (trial, result) => {
      for (const reporter of reporters) reporter.result?.(trial, result)
    },
    async end(report) {
      for (const reporter of reporters) await reporter.end?.(report)
      if (!namesUnloaded) sayUnloaded(report)
    },
    close: () => {
      for (const { file, isWritten } of files.splice(0)) isWritten ? file.close() : file.discard()
    },
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

/** Under GitHub Actions: annotations, and the summary of the job's step. */
async function forGithub(write: Write): Promise<Reporter[]> {
  const annotations = (await loadFormat('github'))!.create(write, inFile)
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (!summary) return [annotations]
  const append: Write = text => orUsageError(summary, () => appendFileSync(summary, `${text}\n`))
  return [annotations, (await loadFormat('markdown'))!.create(append, inFile)]
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
  return { isForPeople: false, namesUnloaded: true, create }
}
