// Annotations on GitHub Actions, the worst first, as workflow commands:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.

import type { Report } from '../../model/report.ts'
import { words } from '../words/words.ts'
import { wholeReport } from './format.ts'
import { type ResultView, type Status, toResultViews } from './result-view.ts'

/** GitHub shows so many annotations of one kind for one step and drops the others. */
const mostOfAKind = 10
/** GitHub shows so many characters of one message. */
const mostCharacters = 4096

const kinds: Record<Exclude<Status, 'met' | 'skipped'>, 'error' | 'warning'> = {
  refuted: 'error',
  broken: 'error',
  inconclusive: 'warning',
}
/** The worst first. */
const gravity: Status[] = ['refuted', 'broken', 'inconclusive', 'met', 'skipped']

/** @returns an empty string if every claim is met and nothing is tolerated */
export function renderGithub(report: Report): string {
  const views = toResultViews(report).sort((a, b) => gravity.indexOf(a.status) - gravity.indexOf(b.status))
  return (['error', 'warning', 'notice'] as const)
    .flatMap(kind => {
      const these = views.filter(view => kindOf(view) === kind)
      const shown = these.length > mostOfAKind ? these.slice(0, mostOfAKind - 1) : these
      const lines = shown.map(view => renderAnnotation(kind, view))
      const rest = these.length - shown.length
      return rest === 0
        ? lines
        : [...lines, `::${kind} title=leaklab::${escapeData(words.summary.describeMoreAnnotations(rest))}`]
    })
    .join('\n')
}

function kindOf({ status, notices }: ResultView): 'error' | 'warning' | 'notice' | undefined {
  if (status !== 'met' && status !== 'skipped') return kinds[status]
  return notices.length > 0 ? 'notice' : undefined
}

function renderAnnotation(kind: string, view: ResultView): string {
  const { place, sentence, status, name } = view
  const details = status === 'met' ? view.notices : view.details
  const properties = { file: place.file, line: String(place.line), title: `leaklab: ${name}` }
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
  const message = [sentence, ...details].join('\n').slice(0, mostCharacters)
  return `::${kind} ${listed.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

export const githubFormat = wholeReport(renderGithub)
