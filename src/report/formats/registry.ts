// The formats that a report can have once it is whole, by the names that --reporter takes.
import type { Report } from '../../model/report.ts'
import { renderGithub } from './github.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderTap } from './tap.ts'

export const wholeReports: Record<string, (report: Report) => string> = {
  json: renderJson,
  junit: renderJunit,
  tap: renderTap,
  github: renderGithub,
  markdown: renderMarkdown,
}
