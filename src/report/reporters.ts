// The formats that a report can have once it is whole, by the names that --reporter takes.
import type { Report } from '../model/report.ts'
import { renderGithub } from './ci/github.ts'
import { renderJunit } from './ci/junit.ts'
import { renderMarkdown } from './ci/markdown.ts'
import { renderTap } from './ci/tap.ts'
import { renderJson } from './json.ts'

export const wholeReports: Record<string, (report: Report) => string> = {
  json: renderJson,
  junit: renderJunit,
  tap: renderTap,
  github: renderGithub,
  markdown: renderMarkdown,
}
