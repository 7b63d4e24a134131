// `leaklab list`: the chapters of the catalog, or the scenarios of a chapter or with a word.
import { type BuiltinScenario, loadCatalog } from '../../catalog/builtin.ts'
import { closestName } from '../../catalog/find-scenarios.ts'
import { UsageError } from '../../model/usage-error.ts'
import { renderList, renderMarkdownList, renderOverview } from '../../report/pages/list.ts'
import { toJsonText } from '../../report/terminal/json-text.ts'
import { isPiped, printRendered, styleOf } from '../output.ts'
import { printPage } from '../pager.ts'

export interface ListOptions {
  all?: boolean
  claims?: boolean
  json?: boolean
  markdown?: boolean
}

export async function list(word: string | undefined, options: ListOptions): Promise<void> {
  const { all = false, claims = false, json = false, markdown = false } = options
  const catalog = await loadCatalog()
  const scenarios = word === undefined ? catalog : findByWord(word, catalog)
  if (json) return printRendered(renderJson(scenarios))
  if (markdown) return printRendered(renderMarkdownList(scenarios))
  // In a pipe lines are not wrapped, so that `grep` and `wc` see one line for each item.
  const style = styleOf(process.stdout)
  if (isPiped(process.stdout)) style.width = Number.POSITIVE_INFINITY
  if (word === undefined && !all && !claims) return printPage(renderOverview(scenarios, style))
  // A scenario may have been found by one of its variants only: then that one is shown.
  const isShown = (variant: string) =>
    all || claims || (word !== undefined && scenarios[0]!.chapter !== word && contains(variant, word))
  await printPage(renderList(scenarios, { isShown, withClaims: claims }, style))
}

function renderJson(scenarios: readonly BuiltinScenario[]): string {
  const shown = scenarios.map(({ id, slug, chapter, outline }) => ({ id, slug, chapter, ...outline }))
  return toJsonText(shown, 2)
}

/**
 * The scenarios of a chapter; else the one of that name; else all that have the word in their texts.
 * @throws UsageError when there is none
 */
function findByWord(word: string, catalog: readonly BuiltinScenario[]): readonly BuiltinScenario[] {
  const tests: ((scenario: BuiltinScenario) => boolean)[] = [
    ({ chapter }) => chapter === word,
    ({ id, slug }) => [id, slug].includes(word),
    ({ slug, outline: { title, ask, learn, variants } }) =>
      [slug, title, ask, learn, ...variants.map(({ name }) => name)].some(text => contains(text, word)),
  ]
  for (const test of tests) {
    const found = catalog.filter(test)
    if (found.length > 0) return found
  }
  const names = catalog.flatMap(({ chapter, slug }) => [chapter, slug])
  const near = closestName(word.toLowerCase(), [...new Set(names)])
  throw new UsageError('unknown-word', { word, near })
}

function contains(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase())
}
