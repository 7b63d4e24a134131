// Annotations of GitHub Actions, worst first: the workflow commands of
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
import type { Report } from '../../model/report.ts'
import { wholeReport } from './format.ts'
import { nameOf, type Status, type Told, toPlainResults } from './plain-result.ts'

/** What GitHub shows of one kind in one step; more would push out the worst. */
const mostOfAKind = 10
/** Characters of one message that are shown. */
const mostCharacters = 4096

const kinds: Record<Exclude<Status, 'met' | 'skipped'>, 'error' | 'warning'> = {
  refuted: 'error',
  broken: 'error',
  inconclusive: 'warning',
}
const gravity: Status[] = ['refuted', 'broken', 'inconclusive', 'met', 'skipped']

/** @returns an empty string where every claim is met, and nothing is tolerated */
export function renderGithub(report: Report): string {
  const told = toPlainResults(report).sort((a, b) => gravity.indexOf(a.status) - gravity.indexOf(b.status))
  return (['error', 'warning', 'notice'] as const)
    .flatMap(kind => {
      const these = told.filter(one => kindOf(one) === kind)
      const shown = these.length > mostOfAKind ? these.slice(0, mostOfAKind - 1) : these
      const lines = shown.map(one => renderAnnotation(kind, one))
      const rest = these.length - shown.length
      return rest === 0
        ? lines
        : [...lines, `::${kind} title=leaklab::and ${rest} more; the summary of this step has them all`]
    })
    .join('\n')
}

function kindOf({ status, notices }: Told): 'error' | 'warning' | 'notice' | undefined {
  if (status !== 'met' && status !== 'skipped') return kinds[status]
  return notices.length > 0 ? 'notice' : undefined
}

function renderAnnotation(kind: string, told: Told): string {
  const { place, sentence, status } = told
  const details = status === 'met' ? told.notices : told.details
  const properties = { file: place.file, line: String(place.line), title: `leaklab: ${nameOf(told)}` }
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`)
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
