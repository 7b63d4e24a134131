// `leaklab show`: a scenario as a slide: its question, its source as written, its lesson.
import { readSource } from '../../catalog/builtin.ts'
import { findScenarios } from '../../catalog/find.ts'
import { cutSource } from '../../catalog/source.ts'
import { UsageError } from '../../model/problem.ts'
import { outlineOf } from '../../pipeline.ts'
import { renderShow } from '../../report/catalog.ts'
import { ownNode } from '../../runtimes/node.ts'
import { interruptible } from '../interrupt.ts'
import { print, styleOf } from '../output.ts'

const limits = { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'never' as const }

export async function show(target: string): Promise<void> {
  for (const found of findScenarios([target])) {
    const outline = await interruptible(signal =>
      outlineOf(found, { plan: limits, runtimes: [ownNode()], signal }),
    )
    if (outline === undefined) continue
    if ('problem' in outline)
      throw new UsageError(
        `${found.file.id}: ${outline.problem}`,
        '`leaklab show strong-cache` shows one that works',
      )
    const parts = cutSource(readSource(found.file), outline.variants)
    print(renderShow({ ...found.file, outline }, parts, styleOf(process.stdout)))
  }
}
