// `leaklab list`: what there is to run.
import { listBuiltin, loadBuiltin } from '../../catalog/builtin.ts'
import { renderList } from '../../report/catalog.ts'
import { print, styleOf } from '../output.ts'

export async function list(options: { json?: boolean }): Promise<void> {
  const scenarios = await Promise.all(listBuiltin().map(loadBuiltin))
  if (options.json === true) {
    print(
      JSON.stringify(
        scenarios.map(({ id, slug, chapter, outline }) => ({ id, slug, chapter, ...outline })),
        null,
        2,
      ),
    )
  } else {
    print(renderList(scenarios, styleOf(process.stdout)))
  }
}
