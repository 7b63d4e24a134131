// Cuts a scenario's source text into the parts that are shown: the code before the scenario, and each variant.
import { readFileSync } from 'node:fs'
import jsTokens, { type Token } from 'js-tokens'
import type { OutlineVariant } from '../model/event.ts'
import { defaultExport } from '../scenario/scenario-file.ts'
import { cutPythonSource, isPython } from './python-source.ts'
import type { SourceParts } from './source-parts.ts'

/**
 * Finds the text of each variant. A variant that is not found (a computed name) gets the text of the whole scenario.
 * @param text the file as it was written
 * @param exported the name of the scenario's export
 */
export function cutSource(
  text: string,
  variants: readonly Pick<OutlineVariant, 'name' | 'claim'>[],
  exported: string = defaultExport,
): SourceParts {
  const start = findExport(text, exported)
  const body = start < 0 ? text : text.slice(start, endOf(text, start))
  // With several exports, the prelude ends at the first of them.
  const end = exported === defaultExport ? start : text.search(/^exports?\b/m)
  const prelude = (start < 0 ? '' : text.slice(0, end)).replace(typeImport, '').trim()
  return {
    prelude,
    variants: variants.map(({ name, claim }) => ({
      name,
      claim,
      code: findVariant(body, name) ?? body.trim(),
    })),
  }
}

/** Longer variants are not kept: they are no examples. In characters. */
const maxVariantLength = 20_000

/** The text of one variant; null if the file cannot be read, as it may have been removed meanwhile. */
export function readVariant(
  file: string,
  { variant, claim }: { variant: string; claim: OutlineVariant['claim'] },
  exported: string,
): string | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return null
  }
  const wanted = [{ name: variant, claim }]
  const { variants } = isPython(file) ? cutPythonSource(text, wanted) : cutSource(text, wanted, exported)
  const { code } = variants[0]!
  return code.length > maxVariantLength ? null : code
}

/** A scenario's source without the content of its interactive lesson, which has the answers. */
export function withoutLesson(text: string): string {
  return text.replace(/\n*^ {2}lesson: \{\n[\s\S]*?^ {2}\},$/m, '')
}

const typeImport = /^import\s+(type\b(?!\s*,|\s+from\b)|\{(\s*type\s[^,}]*,?)+\s*\})[^'"]*(['"]).*\3.*\n/gm

const namedExport =
  /^(?:export\s+(?:const|let|var|(?:async\s+)?function)\s+|exports\.)([\p{ID_Continue}$]+)|^exports\[(["'])(.*?)\2\]/gmu

/** The position of an export; −1 if it is not found. The name is compared, and never part of a regular expression. */
function findExport(text: string, exported: string): number {
  if (exported === defaultExport) return text.search(/^export default\b/m)
  for (const { index, 1: word, 3: quoted } of text.matchAll(namedExport))
    if (word === exported || quoted === exported) return index
  return -1
}

/** Where the next export begins, or the end of the text. */
function endOf(text: string, start: number): number {
  const next = text.slice(start + 1).search(/^exports?\b/m)
  return next < 0 ? text.length : start + 1 + next
}

/** The text `'name': lab => { … }` up to its comma, with less indentation. */
function findVariant(body: string, name: string): string | undefined {
  let position = 0
  let depth = 0
  let from = -1
  let startDepth = 0
  let expected: 'name' | 'colon' | 'value' = 'name'
  for (const token of jsTokens(body)) {
    const { type, value } = token as Token
    if (type === 'Punctuator' && /^[)\]}]$/.test(value)) depth--
    if (expected === 'value' && (depth < startDepth || (value === ',' && depth === startDepth))) {
      return outdent(body.slice(variantStart(body, from), position).trimEnd())
    }
    if (expected === 'name' && isName(type, value, name)) {
      from = position
      startDepth = depth
      expected = 'colon'
    } else if (expected === 'colon' && !/^(WhiteSpace|LineTerminatorSequence)$/.test(type)) {
      expected = value === ':' || value === '(' ? 'value' : 'name'
    }
    if (type === 'Punctuator' && /^[([{]$/.test(value)) depth++
    position += value.length
  }
  return undefined
}

function isName(type: string, value: string, name: string): boolean {
  if (type === 'StringLiteral') return value.slice(1, -1).replace(/\\(['"\\])/g, '$1') === name
  return type === 'IdentifierName' && value === name
}

/** The indentation before the name belongs to it; other code on the same line does not. */
function variantStart(text: string, name: number): number {
  const line = text.lastIndexOf('\n', name) + 1
  return text.slice(line, name).trim() === '' ? line : name
}

function outdent(code: string): string {
  const indent = /^ */.exec(code)![0].length
  return code.replaceAll(new RegExp(`^ {0,${indent}}`, 'gm'), '')
}
