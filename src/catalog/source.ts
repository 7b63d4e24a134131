// Cuts a scenario's source into what a lecturer shows: what stands before it, and each variant as it was written.
import jsTokens, { type Token } from 'js-tokens'
import type { OutlineVariant } from '../model/event.ts'

export interface SourceParts {
  /** Classes and helpers before the scenario, without the imports. */
  prelude: string
  variants: { name: string; claim: OutlineVariant['claim']; code: string }[]
}

/**
 * Finds each variant's own text. A variant whose text cannot be found (a computed name) has the whole file.
 * @param text the file as it was written
 */
export function cutSource(text: string, variants: readonly OutlineVariant[]): SourceParts {
  const start = text.search(/^export default\b/m)
  const body = start < 0 ? text : text.slice(start)
  const prelude = (start < 0 ? '' : text.slice(0, start)).replace(/^import\b.*\n/gm, '').trim()
  return {
    prelude,
    variants: variants.map(({ name, claim }) => ({
      name,
      claim,
      code: findVariant(body, name) ?? body.trim(),
    })),
  }
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
