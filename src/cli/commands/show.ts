// `leaklab show`: prints a scenario's question, the source of each variant as written, and the lesson.
import { readSource } from '../../catalog/builtin.ts'
import { closestName, type Found, findScenarios } from '../../catalog/find-scenarios.ts'
import { readTwin } from '../../catalog/python-source.ts'
import { cutSource } from '../../catalog/source.ts'
import { findTwin, listTwins } from '../../catalog/twin.ts'
import { makePlan } from '../../model/plan.ts'
import { UsageError } from '../../model/usage-error.ts'
import { renderShow } from '../../report/pages/show.ts'
import { renderShowWithTwin } from '../../report/pages/show-with-twin.ts'
import { formsOf } from '../../report/terminal/shown-name.ts'
import type { SourceLanguage } from '../../report/words/en/twin.ts'
import { loadScenarios } from '../../run/load-scenarios.ts'
import { ownNode } from '../../runtimes/node.ts'
import { interruptible } from '../interrupt.ts'
import { styleOf } from '../output.ts'
import { printPage } from '../pager.ts'

export interface ShowOptions {
  variant?: string
  /** False with `--no-claims`. */
  claims: boolean
  /** Beside the twin in Python. */
  python?: boolean
}

const limits = makePlan({}, { snapshots: 'never' })

export async function show(target: string, { variant, claims, python }: ShowOptions): Promise<void> {
  const pages: string[] = []
  const names: string[] = []
  const isWanted = ({ name }: { name: string }) => variant === undefined || formsOf(name).includes(variant)
  const style = styleOf(process.stdout)
  for (const found of findShown(target, python === true)) {
    const content = await interruptible(signal =>
      loadScenarios(found, { plan: limits, runtimes: [ownNode()], signal }),
    )
    if ('problem' in content)
      throw new UsageError('no-scenario-to-show', { file: found.file.id, problem: content.problem })
    const twin = python === true ? readTwin(readSource(findTwin(found)!.file)) : undefined
    for (const { name, outline } of content) {
      const { prelude, variants } = cutSource(readSource(found.file), outline.variants, name)
      names.push(...[...variants, ...(twin?.variants ?? [])].map(({ name }) => name))
      const parts = { prelude, variants: variants.filter(isWanted) }
      const shownTwin = twin && { ...twin, variants: twin.variants.filter(isWanted) }
      if (parts.variants.length === 0 && (shownTwin?.variants ?? []).length === 0) continue
      pages.push(
        shownTwin === undefined
          ? renderShow({ outline }, parts, style, claims)
          : renderShowWithTwin(
              { outline, language: languageOf(found.file.source), parts, twin: shownTwin },
              style,
              claims,
            ),
      )
    }
  }
  if (variant !== undefined && pages.length === 0) throw describeUnknownVariant(variant, [...new Set(names)])
  await printPage(pages.join('\n\n'))
}

/** The scenarios that the user named; with Python, those of them that have a twin. */
function findShown(target: string, withPython: boolean): Found[] {
  const named = findScenarios([target])
  if (!withPython) return named
  const found = named.filter(one => findTwin(one) !== undefined)
  if (found.length > 0) return found
  throw new UsageError('no-twin', { names: named.map(({ file }) => file.id), known: listTwins() })
}

function languageOf(path: string): SourceLanguage {
  return /ts$/.test(path) ? 'typescript' : 'javascript'
}

function describeUnknownVariant(variant: string, names: readonly string[]): UsageError {
  return new UsageError('unknown-variant', { name: variant, near: closestName(variant, names), names })
}
