// `leaklab list`: the chapters, scenarios and variants of the catalog.
import { loadCatalog } from '../../catalog/builtin.ts'
import { renderList, renderMarkdownList } from '../../report/pages/list.ts'
import { isPiped, print, styleOf } from '../output.ts'

export async function list(options: { json?: boolean; markdown?: boolean }): Promise<void> {
  const scenarios = await loadCatalog()
  if (options.json === true) {
    print(
      JSON.stringify(
        scenarios.map(({ id, slug, chapter, outline }) => ({ id, slug, chapter, ...outline })),
        null,
        2,
      ),
    )
  } else if (options.markdown === true) {
    print(renderMarkdownList(scenarios))
  } else {
    // In a pipe lines are not wrapped, so that `grep` and `wc` see one line for each item.
    const style = styleOf(process.stdout)
    print(
      renderList(scenarios, isPiped(process.stdout) ? { ...style, width: Number.POSITIVE_INFINITY } : style),
    )
  }
}
