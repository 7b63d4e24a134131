// `leaklab show`: prints a scenario's question, the source of each variant as written, and the lesson.
import { readSource } from '../../catalog/builtin.ts'
import { findScenarios } from '../../catalog/find-scenarios.ts'
import { cutSource } from '../../catalog/source.ts'
import { makePlan } from '../../model/plan.ts'
import { UsageError } from '../../model/usage-error.ts'
import { renderShow } from '../../report/pages/show.ts'
import { loadScenarios } from '../../run/load-scenarios.ts'
import { ownNode } from '../../runtimes/node.ts'
import { interruptible } from '../interrupt.ts'
import { print, styleOf } from '../output.ts'

const limits = makePlan({}, { snapshots: 'never' })

export async function show(target: string): Promise<void> {
  for (const found of findScenarios([target])) {
    const content = await interruptible(signal =>
      loadScenarios(found, { plan: limits, runtimes: [ownNode()], signal }),
    )
    if ('problem' in content)
      throw new UsageError(
        `${found.file.id}: ${content.problem}`,
        '`leaklab show strong-cache` shows one that works',
      )
    for (const { name, outline } of content) {
      const parts = cutSource(readSource(found.file), outline.variants, name)
      print(renderShow({ ...found.file, outline }, parts, styleOf(process.stdout)))
    }
  }
}
