// Cuts the source text of a twin into the parts that are shown: the code before the variants, and each variant.
import type { OutlineVariant } from '../model/event.ts'
import type { SourceParts } from './source-parts.ts'

/** The ending of a program in Python. */
export const pythonEnding = '.py'

export function isPython(path: string): boolean {
  return path.endsWith(pythonEnding)
}

/** Names in a twin that say what it is about; they are no part of the program. */
const declarations = /^(?:leaks|plateaus|collects|differs|exceptions|title)\s*=/

/**
 * Finds the text of each variant: the function that the claims name. One that is not found gets the whole text.
 * @param text the file as it was written
 */
export function cutPythonSource(
  text: string,
  variants: readonly Pick<OutlineVariant, 'name' | 'claim'>[],
): SourceParts {
  const blocks = splitBlocks(text.replace(/^(?:"""|''')[\s\S]*?(?:"""|''')\n/, ''))
  const functionOf = new Map(
    [...text.matchAll(/^\s+(["'])(.+?)\1:\s*(\w+),?$/gm)].map(([, , name, func]) => [name!, func!]),
  )
  const ofVariants = new Set(functionOf.values())
  const nameOf = (block: string) => /^(?:async\s+)?def (\w+)/m.exec(block)?.[1] ?? ''
  const prelude = blocks.filter(block => !declarations.test(block) && !ofVariants.has(nameOf(block)))
  return {
    prelude: prelude.join('\n\n').trim(),
    variants: variants.map(({ name, claim }) => ({
      name,
      claim,
      code: blocks.find(block => nameOf(block) === functionOf.get(name)) ?? text.trim(),
    })),
  }
}

/** The statements at the left edge, each with the lines that belong to it, without the empty lines between them. */
function splitBlocks(text: string): string[] {
  const blocks: string[] = []
  let isOpen = false
  for (const line of text.split('\n')) {
    const begins = /^[^\s)\]}]/.test(line) && !isOpen
    // A decorator belongs to the function below it, a comment to what it is about.
    if (begins) blocks.push(line)
    else if (blocks.length > 0) blocks[blocks.length - 1] += `\n${line}`
    isOpen = /^[@#]/.test(line)
  }
  const joined: string[] = []
  for (const block of blocks.map(block => block.trimEnd())) {
    const isImport = /^(?:import|from)\b/.test(block)
    const last = joined.at(-1)
    if (isImport && last !== undefined && /^(?:import|from)\b/.test(last))
      joined[joined.length - 1] = `${last}\n${block}`
    else joined.push(block)
  }
  return joined
}
