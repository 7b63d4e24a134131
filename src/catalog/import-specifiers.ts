// Which modules does a source text import? Reads tokens, so comments, strings and regular expressions do not count.
import jsTokens from 'js-tokens'

export interface ImportSpecifier {
  /** Undefined where the specifier is computed at run time, or the text cannot be read. */
  specifier: string | undefined
  /** From 1. */
  line: number
}

export interface Syntax {
  isTypeScript: boolean
  /** Whether `<` may begin an element, as in `.tsx`. */
  hasJsx: boolean
}

interface LocatedToken {
  type: string
  value: string
  line: number
}

type TokenAt = (index: number) => LocatedToken

/**
 * Finds static imports, re-exports, `import()`, `require()`, `require.resolve()`, `import.meta.resolve()`, and calls of what
 * `createRequire()` returns, in ESM, CommonJS and TypeScript.
 *
 * `import type` and `export type` are left out because they vanish. `import { type A }` is not: Node strips only the name, and
 * still loads the module. A text with an unclosed string, template, regular expression or element has an undefined specifier.
 */
export function findSpecifiers(text: string, syntax: Syntax): ImportSpecifier[] {
  const { tokens, brokenLine } = tokenize(text, syntax.hasJsx)
  const found: ImportSpecifier[] = []
  if (brokenLine !== undefined) found.push({ specifier: undefined, line: brokenLine })
  const at: TokenAt = index => tokens[index] ?? { type: '', value: '', line: 0 }
  const requireNames = new Set(['require'])
  const createRequireNames = new Set(['createRequire'])

  const addFrom = (index: number | undefined) => {
    if (index !== undefined) found.push({ specifier: literalValue(at(index)), line: at(index).line })
  }
  /** @param open index of the parenthesis */
  const addCall = (open: number) => {
    const call = readCall(at, open)
    if (call !== undefined) found.push(call)
  }
  /** A path that is only computed and not loaded is no import. */
  const addResolve = (open: number) => {
    const call = readCall(at, open)
    if (call?.specifier !== undefined) found.push(call)
  }

  for (let i = 0; i < tokens.length; i++) {
    const { type, value } = at(i)
    if (type !== 'IdentifierName') continue
    const isProperty = ['.', '?.'].includes(at(i - 1).value)
    const next = at(i + 1).value
    if (value === 'import' && !isProperty) {
      if (next === '(') {
        if (!syntax.isTypeScript || !isType(at, i)) addCall(i + 1)
      } else if (next === '.') {
        if (at(i + 3).value === '(') addCall(i + 3)
        else if (at(i + 4).value === 'resolve' && at(i + 5).value === '(') addResolve(i + 5)
      } else if (!isTypeOnly(at, i + 1)) addFrom(findFrom(at, i + 1))
      // `import type a = require('b')`
      else if (at(i + 4).value === 'require') i += 4
    } else if (value === 'export' && !isProperty) {
      if (next === '*' || next === '{') addFrom(findFrom(at, i + 1))
    } else if (createRequireNames.has(value)) {
      if (next === 'as' || next === ':') createRequireNames.add(at(i + 2).value)
      if (next !== '(') continue
      const end = closingIndex(at, i + 1)
      if (at(end + 1).value === '(') addCall(end + 1)
      const assignment = isProperty ? i - 3 : i - 1
      if (at(assignment).value === '=') requireNames.add(at(assignment - 1).value)
    } else if (requireNames.has(value) && (!isProperty || at(i - 2).value === 'module')) {
      if (next === '(') {
        if (at(i - 1).value !== 'function') addCall(i + 1)
      } else if (next === '.' && at(i + 2).value === 'resolve' && at(i + 3).value === '(') addResolve(i + 3)
      else if (next !== '.' && at(i - 1).value === '=') requireNames.add(at(i - 2).value)
    }
  }
  return found
}

/** Is it `type …`, so that the whole clause vanishes? `import type from 'a'` imports a value. */
function isTypeOnly(at: TokenAt, index: number): boolean {
  if (at(index).value !== 'type') return false
  const { type, value } = at(index + 1)
  if (value === 'from') return at(index + 2).type !== 'StringLiteral'
  return value === '{' || value === '*' || type === 'IdentifierName'
}

/**
 * Finds the specifier of `import 'a'`, `import … from 'a'` and `export … from 'a'`.
 * @param index of the token after the keyword
 */
function findFrom(at: TokenAt, index: number): number | undefined {
  if (at(index).type === 'StringLiteral') return index
  for (let i = index; ; i++) {
    const { type, value } = at(i)
    if (value === 'from' && at(i + 1).type === 'StringLiteral') return i + 1
    // `export { a }` without a module.
    if (value === '}' && at(i + 1).value !== 'from') return undefined
    const isName = type === 'IdentifierName' || type === 'StringLiteral'
    if (!isName && !['{', '}', ',', '*'].includes(value)) return undefined
  }
}

const beforeType = new Set(['typeof', '<', '|', '&', 'as', 'satisfies', 'extends', 'keyof', 'is'])

/** Is this `import(` part of a type? After `:` it may be a value as well, and counts as one. */
function isType(at: TokenAt, index: number): boolean {
  const before = at(index - 1).value
  return beforeType.has(before) || (before === '=' && at(index - 3).value === 'type')
}

/**
 * The argument of a call.
 * @param open index of its parenthesis
 * @returns undefined where it is no call but the head of a method with that name
 */
function readCall(at: TokenAt, open: number): ImportSpecifier | undefined {
  const [first, second, third] = [at(open + 1), at(open + 2), at(open + 3)]
  if (first.value === ')') return undefined
  const value = literalValue(first)
  if (value === undefined) {
    const isTyped = second.value === ':' || (second.value === '?' && third.value === ':')
    if (first.type === 'IdentifierName' && isTyped) return undefined
    if (at(closingIndex(at, open) + 1).value === '{') return undefined
  }
  const isWhole = [')', ',', 'as'].includes(second.value)
  return { specifier: isWhole ? value : undefined, line: first.line }
}

/** The index of the parenthesis that closes the one at `open`; of the end, where none does. */
function closingIndex(at: TokenAt, open: number): number {
  let depth = 0
  for (let i = open; ; i++) {
    const { type, value } = at(i)
    if (type === '') return i
    if (value === '(') depth++
    else if (value === ')' && --depth === 0) return i
  }
}

/** The value of a string. Rare escapes are not read: such a specifier counts as computed. */
function literalValue({ type, value }: LocatedToken): string | undefined {
  if (type !== 'StringLiteral' && type !== 'NoSubstitutionTemplate') return undefined
  const text = value.slice(1, -1)
  return /\\[^'"`\\/]/.test(text) ? undefined : text.replace(/\\(.)/g, '$1')
}

const ignored = /Comment$|^WhiteSpace$|^LineTerminatorSequence$/

/** Tokens without white space and comments, and the line where something is not closed, if there is one. */
function tokenize(text: string, hasJsx: boolean): { tokens: LocatedToken[]; brokenLine: number | undefined } {
  const tokens: LocatedToken[] = []
  let brokenLine: number | undefined
  let line = 1
  let last = ''
  let elementLine = 1
  // The newline makes a text that ends within an element end with a token of JSXText.
  const source = `${text}\n`
  for (const token of hasJsx ? jsTokens(source, { jsx: true }) : jsTokens(source)) {
    const { type, value } = token
    if (('closed' in token && !token.closed) || type === 'JSXInvalid') brokenLine ??= line
    if (type === 'JSXPunctuator' && value === '<') elementLine = line
    if (!ignored.test(type)) tokens.push({ type, value, line })
    line += value.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0
    last = type
  }
  if (last === 'JSXText') brokenLine ??= elementLine
  return { tokens, brokenLine }
}
