// Who is told what: reporters, one of them on stdout, the others each in a file of its own.
import { appendFileSync, closeSync, openSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nearest } from '../catalog/find-scenarios.ts'
import { attempt, writeAll } from '../files/output-file.ts'
import type { Subject } from '../model/recording.ts'
import type { Report, Result } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import { renderNdjsonEnd, renderNdjsonResult } from '../report/formats/json.ts'
import { renderCheckLine, renderSummary, renderUnloaded } from '../report/formats/line.ts'
import { wholeReports } from '../report/formats/registry.ts'
import { createStory } from '../report/formats/table.ts'
import type { Style } from '../report/terminal/style.ts'
import { renderMatrix } from '../report/trial/runtime-matrix.ts'
import { print, say, styleOf } from './output.ts'

interface Reporter {
  expect?(subjects: readonly Subject[]): void
  result?(trial: number, result: Result): void
  end?(report: Report): void | Promise<void>
}

interface Reporters extends Required<Reporter> {
  /** Files are complete; on any way out. */
  close(): void
}

type Write = (text: string) => void
type Make = (write: Write, style: Style) => Reporter

const inFile: Style = { width: 100, colour: false, unicode: true }

const makers: Record<string, Make> = {
  table(write, style) {
    const story = createStory(style)
    return {
      expect: story.expect,
      result: (trial, result) => story.tell(trial, result, write),
      end(report) {
        writeMatrix(report, write, style)
        if (report.notRun.length > 0) write(`${renderSummary(report, style)}\n`)
      },
    }
  },
  line: (write, style) => ({
    result: (_, result) => write(renderCheckLine(result, style)),
    end(report) {
      writeMatrix(report, write, style)
      write(renderSummary(report, style))
    },
  }),
  ndjson: write => ({
    result: (_, result) => write(renderNdjsonResult(result)),
    end: report => write(renderNdjsonEnd(report)),
  }),
}
for (const [name, render] of Object.entries(wholeReports)) {
  makers[name] = write => ({
    end(report) {
      const text = render(report)
      if (text !== '') write(text)
    },
  })
}
const reporterNames = Object.keys(makers)

function writeMatrix(report: Report, write: Write, style: Style): void {
  const matrix = renderMatrix(report, style)
  if (matrix !== '') write(`\n${matrix}\n\n`)
}

/** Reporters that tell a person nothing of files that could not be loaded. */
const silentOfUnloaded = ['table', 'json']

function sayUnloaded({ unloaded }: Report): void {
  for (const one of unloaded) say(renderUnloaded(one, styleOf(process.stderr)))
}

/**
 * Opens all reporters, and the files they write to, before anything is run.
 * @param specs as the user gave them: `junit=leaks.xml`, `tap`, `./my-reporter.js=out.txt`
 * @param usual what stdout gets when no reporter asks for it
 * @param around takes the live line away while something is printed
 * @throws UsageError for an unknown name, a file that cannot be written, two reporters on stdout
 */
export async function openReporters(
  specs: readonly string[],
  usual: 'line' | 'table',
  around: (print: () => void) => void,
): Promise<Reporters> {
  const descriptors: number[] = []
  const reporters: Reporter[] = []
  const toStdout: Write = text => around(() => print(text))
  let onStdout: string | undefined
  for (const spec of specs) {
    const { name, file } = parseSpec(spec)
    const make = makers[name] ?? (await loadReporter(name))
    if (file === undefined) {
      if (onStdout !== undefined)
        throw new UsageError(
          `${onStdout} and ${name} cannot both write to stdout`,
          `give one a file: --reporter ${name}=leaks.txt`,
        )
      onStdout = name
      reporters.push(make(toStdout, styleOf(process.stdout)))
    } else {
      const descriptor = attempt(file, () => openSync(file, 'w'))
      descriptors.push(descriptor)
      reporters.push(make(text => attempt(file, () => writeAll(descriptor, text)), inFile))
    }
  }
  if (onStdout === undefined) reporters.unshift(makers[usual]!(toStdout, styleOf(process.stdout)))
  const people = onStdout === undefined || onStdout === 'line' || onStdout === 'table'
  if (process.env.GITHUB_ACTIONS === 'true' && people) reporters.push(...forGithub(toStdout))
  return {
    expect: subjects => {
      for (const reporter of reporters) reporter.expect?.(subjects)
    },
    result: (trial, result) => {
      for (const reporter of reporters) reporter.result?.(trial, result)
    },
    async end(report) {
      for (const reporter of reporters) await reporter.end?.(report)
      if (silentOfUnloaded.includes(onStdout ?? usual)) sayUnloaded(report)
    },
    close: () => {
      for (const descriptor of descriptors.splice(0)) closeSync(descriptor)
    },
  }
}

/** Under GitHub Actions annotations come by themselves, and the summary of the step. */
function forGithub(write: Write): Reporter[] {
  const annotations = makers.github!(write, inFile)
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (!summary) return [annotations]
  const append: Write = text => attempt(summary, () => appendFileSync(summary, `${text}\n`))
  return [annotations, makers.markdown!(append, inFile)]
}

function parseSpec(spec: string): { name: string; file: string | undefined } {
  const at = spec.indexOf('=')
  if (at === -1) return { name: spec, file: undefined }
  const file = spec.slice(at + 1)
  if (file === '') throw new UsageError(`--reporter ${spec} names no file`, `write ${spec}leaks.txt`)
  return { name: spec.slice(0, at), file }
}

/** A user's own: a module whose default export makes text of a report. */
async function loadReporter(name: string): Promise<Make> {
  if (!/[./\\]/.test(name)) {
    const near = nearest(name, reporterNames)
    throw new UsageError(
      `there is no reporter '${name}'`,
      `${near === undefined ? '' : `did you mean '${near}'? `}There are ${reporterNames.join(', ')}, or the path of a module of yours`,
    )
  }
  const advice =
    'it exports by default a function that makes text of a report: `export default report => ...`'
  let module: { default?: unknown }
  try {
    module = (await import(pathToFileURL(resolve(name)).href)) as { default?: unknown }
  } catch (error) {
    throw new UsageError(`the reporter ${name} cannot be loaded: ${(error as Error).message}`, advice)
  }
  const render = module.default
  if (typeof render !== 'function') throw new UsageError(`${name} is no reporter`, advice)
  return write => ({
    async end(report) {
      write(String(await render(report)))
    },
  })
}
