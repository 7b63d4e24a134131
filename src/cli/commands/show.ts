// `leaklab show`: prints a scenario's question, the source of each variant as written, and the lesson.
import { readSource } from '../../catalog/builtin.ts'
import { closestName, findScenarios } from '../../catalog/find-scenarios.ts'
import { cutSource } from '../../catalog/source.ts'
import { makePlan } from '../../model/plan.ts'
import { UsageError } from '../../model/usage-error.ts'
import { renderShow } from '../../report/pages/show.ts'
import { loadScenarios } from '../../run/load-scenarios.ts'
import { ownNode } from '../../runtimes/node.ts'
import { interruptible } from '../interrupt.ts'
import { styleOf } from '../output.ts'
import { printPage } from '../pager.ts'

export interface ShowOptions {
  variant?: string
  /** False with `--no-claims`. */
  claims: boolean
}

const limits = makePlan({}, { snapshots: 'never' })

export async function show(target: string, { variant, claims }: ShowOptions): Promise<void> {
  const pages: string[] = []
  const names: string[] = []
  for (const found of findScenarios([target])) {
    const content = await interruptible(signal =>
      loadScenarios(found, { plan: limits, runtimes: [ownNode()], signal }),
    )
    if ('problem' in content)
      throw new UsageError('no-scenario-to-show', { file: found.file.id, problem: content.problem })
    for (const { name, outline } of content) {
      const { prelude, variants } = cutSource(readSource(found.file), outline.variants, name)
      names.push(...variants.map(({ name }) => name))
      const shown = variant === undefined ? variants : variants.filter(({ name }) => name === variant)
      if (shown.length === 0) continue
      const parts = { prelude, variants: shown }
      pages.push(renderShow({ ...found.file, outline }, parts, styleOf(process.stdout), claims))
    }
  }
  if (variant !== undefined && pages.length === 0) throw describeUnknownVariant(variant, names)
  await printPage(pages.join('\n\n'))
}

function describeUnknownVariant(variant: string, names: readonly string[]): UsageError {
  return new UsageError('unknown-variant', { name: variant, near: closestName(variant, names), names })
}
