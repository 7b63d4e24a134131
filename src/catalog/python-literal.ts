// Reads dicts of strings and names from Python's source text, as far as they are written out; nothing is run.

interface Token {
  kind: 'string' | 'word' | 'mark'
  text: string
  /** Where it begins in the source text. */
  at: number
}

/** An expression in the source text. */
export type Expression = readonly Token[]

const tokenPattern =
  /\s+|#[^\n]*|\\\r?\n|(?<string>[rRuUbBfF]{0,2}(?:"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'))|(?<word>[\p{ID_Continue}]+)|(?<mark>[\s\S])/gu

export function readExpression(text: string): Expression {
  return [...text.matchAll(tokenPattern)].flatMap(({ groups, index }): Token[] => {
    const { mark, string, word } = groups!
    if (string !== undefined) return [{ kind: 'string', text: string, at: index }]
    if (word !== undefined) return [{ kind: 'word', text: word, at: index }]
    return mark === undefined ? [] : [{ kind: 'mark', text: mark, at: index }]
  })
}

/** The entries of `{ key: value, … }`; undefined for any other expression. */
export function readDict(expression: Expression): [key: Expression, value: Expression][] | undefined {
  const items = readItems(expression, '{', '}')
  return items?.flatMap((item): [Expression, Expression][] => {
    const [key, ...rest] = splitAt(item, ':', 1)
    return rest.length === 0 ? [] : [[key!, rest[0]!]]
  })
}

/** The elements of `[a, b]`; undefined for any other expression. */
export function readList(expression: Expression): Expression[] | undefined {
  return readItems(expression, '[', ']')
}

/** A string, which may consist of several in a row; undefined for any other expression, and for one that has to be computed. */
export function readString(expression: Expression): string | undefined {
  const tokens = withoutParentheses(expression)
  const parts = tokens.map(({ kind, text }) => (kind === 'string' ? decode(text) : undefined))
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join('')
}

/** A name alone; undefined for any other expression. */
export function readName(expression: Expression): string | undefined {
  const [first, ...rest] = withoutParentheses(expression)
  return first?.kind === 'word' && rest.length === 0 ? first.text : undefined
}

/** An expression as it was written. @param text the text that it was read from */
export function textOf(expression: Expression, text: string): string {
  const [first, last] = [expression[0], expression.at(-1)]
  return first === undefined || last === undefined ? '' : text.slice(first.at, last.at + last.text.length)
}

function readItems(expression: Expression, open: string, close: string): Expression[] | undefined {
  const tokens = withoutParentheses(expression)
  if (!isEnclosed(tokens, open, close)) return undefined
  return splitAt(tokens.slice(1, -1), ',').filter(item => item.length > 0)
}

/** Splits at a mark that is in no brackets. @param times at most so often, by default everywhere */
function splitAt(expression: Expression, mark: string, times = Number.POSITIVE_INFINITY): Expression[] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of expression) {
    depth += changeOfDepth(token)
    if (depth === 0 && isMark(token, mark) && parts.length <= times) parts.push([])
    else parts.at(-1)!.push(token)
  }
  return parts
}

function withoutParentheses(expression: Expression): Expression {
  let tokens = expression
  while (isEnclosed(tokens, '(', ')')) tokens = tokens.slice(1, -1)
  return tokens
}

/** Whether the first and the last mark are brackets that belong to each other. */
function isEnclosed(tokens: Expression, open: string, close: string): boolean {
  let depth = 0
  const end = tokens.findIndex(token => {
    depth += changeOfDepth(token)
    return depth === 0
  })
  return isMark(tokens[0], open) && isMark(tokens.at(-1), close) && end === tokens.length - 1
}

function changeOfDepth({ kind, text }: Token): number {
  if (kind !== 'mark') return 0
  return '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\n': '' }

/** The text of one string; undefined for bytes and for a string that contains expressions. */
function decode(written: string): string | undefined {
  const [, prefix = '', , body = ''] = /^(\w*)("""|'''|"|')([\s\S]*)\2$/.exec(written) ?? []
  if (/[bf]/i.test(prefix)) return undefined
  if (/r/i.test(prefix)) return body
  return body.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([\s\S]))/gi,
    (whole, x?: string, u?: string, long?: string, sign?: string) => {
      const code = x ?? u ?? long
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16))
      return escapes[sign!] ?? (/["'\\]/.test(sign!) ? sign! : whole)
    },
  )
}
