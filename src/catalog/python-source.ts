// Reads a twin's source text: the variants with their claims, and the parts that are shown. No Python is needed for that.
import type { OutlineVariant } from '../model/event.ts'
import { type Claim, type ClaimException, claims } from '../scenario/scenario.ts'
import {
  type Expression,
  readDict,
  readExpression,
  readList,
  readName,
  readString,
  textOf,
} from './python-literal.ts'
import type { SourceParts } from './source-parts.ts'

/** The ending of a program in Python. */
export const pythonEnding = '.py'

export function isPython(path: string): boolean {
  return path.endsWith(pythonEnding)
}

/** A variant of a twin, as its text says. */
export interface TwinVariant {
  name: string
  claim: Claim
  /** What happens in CPython and not in JavaScript, in a sentence. Absent where nothing differs. */
  differs?: string
  exceptions: ClaimException[]
  /** The function, as it was written. */
  code: string
}

export interface TwinSource {
  /** What the text at the top of the file says; empty if there is none. */
  summary: string
  /** Imports, classes and helpers before the variants. */
  prelude: string
  /** By claim, in the order of the file. */
  variants: TwinVariant[]
}

/** Names in a twin that say what it is about; they are no part of the program. */
const declaration = /^(leaks|plateaus|collects|differs|exceptions|title)\s*(?::[^=\n]+)?=(?!=)/

const docstring = /^(?:\s*#[^\n]*\n|\s)*[rR]?("""|''')([\s\S]*?)\1[ \t]*\r?\n/

/**
 * Reads the twin of a scenario.
 * @param text the file as it was written
 */
export function readTwin(text: string): TwinSource {
  const blocks = splitBlocks(text.replace(docstring, ''))
  const declared = readDeclarations(blocks)
  const differs = new Map(declared('differs').map(({ name, value }) => [name, readString(value)]))
  const exceptions = new Map(declared('exceptions').map(({ name, value }) => [name, readExceptions(value)]))
  const functions = new Map(blocks.map(block => [nameOf(block), block]))
  functions.delete('')
  const ofVariants = new Set<string>()
  const variants = claims.flatMap(claim =>
    declared(claim).map(({ name, value, written }): TwinVariant => {
      const called = readName(value)
      if (called !== undefined) ofVariants.add(called)
      const sentence = differs.get(name)
      return {
        name,
        claim,
        ...(sentence === undefined ? {} : { differs: sentence }),
        exceptions: exceptions.get(name) ?? [],
        code: functions.get(called ?? '')?.trim() ?? written,
      }
    }),
  )
  const prelude = blocks.filter(block => !declaration.test(block) && !ofVariants.has(nameOf(block)))
  return {
    summary: (docstring.exec(text)?.[2] ?? '').trim(),
    prelude: prelude.join('').trim(),
    variants,
  }
}

/**
 * Finds the text of each variant: the function that the claims name. One that is not found gets the whole text.
 * @param text the file as it was written
 */
export function cutPythonSource(
  text: string,
  variants: readonly Pick<OutlineVariant, 'name' | 'claim'>[],
): SourceParts {
  const twin = readTwin(text)
  return {
    prelude: twin.prelude,
    variants: variants.map(({ name, claim }) => ({
      name,
      claim,
      code: twin.variants.find(variant => variant.name === name)?.code ?? text.trim(),
    })),
  }
}

/** An entry of a dict at the left edge. */
interface Declared {
  name: string
  value: Expression
  /** The value as it was written. */
  written: string
}

/** @returns what gives the entries of the dict of a name; of several dicts, those of the last */
function readDeclarations(blocks: readonly string[]): (name: string) => Declared[] {
  const byName = new Map<string, Declared[]>()
  for (const block of blocks) {
    const [start, name] = declaration.exec(block) ?? []
    if (start === undefined) continue
    const entries = readDict(readExpression(block.slice(start.length))) ?? []
    byName.set(
      name!,
      entries.flatMap(([key, value]) => {
        const name = readString(key)
        return name === undefined ? [] : [{ name, value, written: textOf(value, block.slice(start.length)) }]
      }),
    )
  }
  return name => byName.get(name) ?? []
}

function readExceptions(value: Expression): ClaimException[] {
  return (readList(value) ?? []).flatMap((item): ClaimException[] => {
    const fields = new Map(readDict(item)?.map(([key, field]) => [readString(key), readString(field)]))
    const [runtimes, because] = [fields.get('runtimes'), fields.get('because')]
    const claim = claims.find(claim => claim === fields.get('claim'))
    return runtimes === undefined || claim === undefined || because === undefined
      ? []
      : [{ runtimes, claim, because }]
  })
}

/** The name of the function that a block defines; empty where it defines none. */
function nameOf(block: string): string {
  return /^(?:async\s+)?def (\w+)/m.exec(block)?.[1] ?? ''
}

/** The statements at the left edge, each with the lines that belong to it and the empty lines after it. */
function splitBlocks(text: string): string[] {
  const blocks: string[] = []
  let isOpen = false
  for (const line of text.split(/(?<=\n)/)) {
    const begins = /^[^\s)\]}]/.test(line) && !isOpen
    if (begins) blocks.push(line)
    else if (blocks.length > 0) blocks[blocks.length - 1] += line
    // A decorator belongs to the function below it, a comment to what it is about.
    isOpen = /^[@#]/.test(line)
  }
  return blocks
}
