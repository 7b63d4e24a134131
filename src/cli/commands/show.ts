// `leaklab show`: a scenario as a slide: its question, its source as written, its lesson.
import { readSource } from '../../catalog/builtin.ts'
import { findScenarios } from '../../catalog/find-scenarios.ts'
import { cutSource } from '../../catalog/source.ts'
import { UsageError } from '../../model/usage-error.ts'
import { scenariosIn } from '../../pipeline.ts'
import { renderShow } from '../../report/pages/catalog.ts'
import { ownNode } from '../../runtimes/node.ts'
import { interruptible } from '../interrupt.ts'
import { print, styleOf } from '../output.ts'

const limits = { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'never' as const }

export async function show(target: string): Promise<void> {
  for (const found of findScenarios([target])) {
    const content = await interruptible(signal =>
      scenariosIn(found, { plan: limits, runtimes: [ownNode()], signal }),
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
