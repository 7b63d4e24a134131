// Cuts a scenario's source into what a lecturer shows: what stands before it, and each variant as it was written.
import jsTokens, { type Token } from 'js-tokens'
import type { OutlineVariant } from '../model/event.ts'
import { defaultExport } from '../scenario/scenario-file.ts'

export interface SourceParts {
  /** Imports, classes and helpers before the scenario; types need no import to be understood. */
  prelude: string
  variants: { name: string; claim: OutlineVariant['claim']; code: string }[]
}

/**
 * Finds each variant's own text. A variant whose text cannot be found (a computed name) has the whole file.
 * @param text the file as it was written
 * @param exported the name of the scenario's export
 */
export function cutSource(
  text: string,
  variants: readonly OutlineVariant[],
  exported: string = defaultExport,
): SourceParts {
  const start = text.search(beginOf(exported))
  const body = start < 0 ? text : text.slice(start, endOf(text, start))
  // Before one of several stand the others.
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

const typeImport = /^import\s+(type\b(?!\s*,|\s+from\b)|\{(\s*type\s[^,}]*,?)+\s*\})[^'"]*(['"]).*\3.*\n/gm

function beginOf(exported: string): RegExp {
  if (exported === defaultExport) return /^export default\b/m
  const name = exported.replaceAll('$', '\\$')
  return new RegExp(`^(export\\s+(const|let|var|(async\\s+)?function)\\s+|exports\\.)${name}(?![\\w$])`, 'm')
}

/** Where the next export begins, or the text ends. */
function endOf(text: string, start: number): number {
  const next = text.slice(start + 1).search(/^exports?\b/m)
  return next < 0 ? text.length : start + 1 + next
}

/** `'name': lab => { … }`, outdented, up to the comma that ends it. */
function findVariant(body: string, name: string): string | undefined {
  let position = 0
  let depth = 0
  let from = -1
  let startDepth = 0
  let awaited: 'name' | 'colon' | 'value' = 'name'
  for (const token of jsTokens(body)) {
    const { type, value } = token as Token
    if (type === 'Punctuator' && /^[)\]}]$/.test(value)) depth--
    if (awaited === 'value' && (depth < startDepth || (value === ',' && depth === startDepth))) {
      return outdent(body.slice(lineStart(body, from), position).trimEnd())
    }
    if (awaited === 'name' && names(type, value, name)) {
      from = position
      startDepth = depth
      awaited = 'colon'
    } else if (awaited === 'colon' && !/^(WhiteSpace|LineTerminatorSequence)$/.test(type)) {
      awaited = value === ':' || value === '(' ? 'value' : 'name'
    }
    if (type === 'Punctuator' && /^[([{]$/.test(value)) depth++
    position += value.length
  }
  return undefined
}

function names(type: string, value: string, name: string): boolean {
  if (type === 'StringLiteral') return value.slice(1, -1).replace(/\\(['"\\])/g, '$1') === name
  return type === 'IdentifierName' && value === name
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position) + 1
}

function outdent(code: string): string {
  const indent = /^ */.exec(code)![0].length
  return code.replaceAll(new RegExp(`^ {0,${indent}}`, 'gm'), '')
}
