// How many lines of code does a slide have, and do its class names say something in a retaining path?
import jsTokens, { type Token } from 'js-tokens'

/**
 * Counts the lines that have to be read as code: without blank lines, comments, imports, the texts (title, ask, learn),
 * exceptions, the lesson, and lines of nothing but brackets. Claims (`leaks: {`) and names of variants count.
 */
export function countCode(source: string): number {
  const code = withoutComments(source)
    .replace(/^import\b[^'"]*(['"]).*\1.*$/gm, '')
    .replace(/^ {2}(title|ask|learn):\s*(['"`])(\\.|(?!\2)[^\\])*\2,$/gm, '')
    .replace(/^ {2}(except|lesson): \{\n[\s\S]*?^ {2}\},$/gm, '')
  return code.split('\n').filter(line => /[^\s()[\]{},;]/.test(line)).length
}

/** Names that say nothing. */
const vagueName = /^(Foo|Bar|Baz|Test|Thing|Object|Item|Data|Stuff|Value|Class|Instance|Target|Example)s?\d*$/
/** Globals of the newest Node, which the one in use may lack. */
const newGlobals = [
  'AsyncDisposableStack',
  'CloseEvent',
  'DisposableStack',
  'ErrorEvent',
  'EventSource',
  'Float16Array',
  'Iterator',
  'Navigator',
  'QuotaExceededError',
  'Storage',
  'SuppressedError',
  'Temporal',
  'URLPattern',
  'WebSocket',
]
const globals = new Set([...Object.getOwnPropertyNames(globalThis), ...newGlobals])

/** Problems of the class names, which retaining paths show. Several variants may have a class of the same name. */
export function classProblems(source: string): string[] {
  return classNames(source).flatMap(name => {
    if (name === '') return ['a class without a name']
    if (globals.has(name)) return [`${name} is a global`]
    return name.length < 4 || vagueName.test(name) ? [`${name} says nothing`] : []
  })
}

/** The name of each class, vagueName where it has none. */
function classNames(source: string): string[] {
  const tokens = [...jsTokens(source)].filter(({ type }) => !/Comment|^WhiteSpace|^LineTerminator/.test(type))
  return tokens.flatMap(({ value }, at) => {
    const isProperty = [':', '('].includes(tokens[at + 1]?.value ?? '') || tokens[at - 1]?.value === '.'
    if (value !== 'class' || isProperty) return []
    const next: Token | undefined = tokens[at + 1]
    return [next?.type === 'IdentifierName' && next.value !== 'extends' ? next.value : '']
  })
}

function withoutComments(source: string): string {
  return [...jsTokens(source)].map(({ type, value }) => (/Comment/.test(type) ? '' : value)).join('')
}
