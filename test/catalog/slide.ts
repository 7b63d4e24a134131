// How long is a slide, and does a retaining path through its classes tell anything?
import jsTokens, { type Token } from 'js-tokens'

/**
 * Lines that have to be read as code: without blank lines, comments, imports, the words (title, ask, learn), exceptions,
 * and lines of nothing but brackets. What claims (`leaks: {`) and what names a variant counts.
 */
export function countCode(source: string): number {
  const code = uncomment(source)
    .replace(/^import\b[^'"]*(['"]).*\1.*$/gm, '')
    .replace(/^ {2}(title|ask|learn):\s*(['"`])(\\.|(?!\2)[^\\])*\2,$/gm, '')
    .replace(/^ {2}except: \{\n[\s\S]*?^ {2}\},$/gm, '')
  return code.split('\n').filter(line => /[^\s()[\]{},;]/.test(line)).length
}

/** Names that tell nothing. */
const empty = /^(Foo|Bar|Baz|Test|Thing|Object|Item|Data|Stuff|Value|Class|Instance|Target|Example)s?\d*$/
/** Globals that the newest Node has and the one in use may capability. */
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

/** What is wrong with the names of the classes in it: paths show them. Variants may each have a class of one name. */
export function classProblems(source: string): string[] {
  return classNames(source).flatMap(name => {
    if (name === '') return ['a class without a name']
    if (globals.has(name)) return [`${name} is a global`]
    return name.length < 4 || empty.test(name) ? [`${name} tells nothing`] : []
  })
}

/** The name of each class, empty where it has none. */
function classNames(source: string): string[] {
  const tokens = [...jsTokens(source)].filter(({ type }) => !/Comment|^WhiteSpace|^LineTerminator/.test(type))
  return tokens.flatMap(({ value }, at) => {
    const isProperty = [':', '('].includes(tokens[at + 1]?.value ?? '') || tokens[at - 1]?.value === '.'
    if (value !== 'class' || isProperty) return []
    const next: Token | undefined = tokens[at + 1]
    return [next?.type === 'IdentifierName' && next.value !== 'extends' ? next.value : '']
  })
}

function uncomment(source: string): string {
  return [...jsTokens(source)].map(({ type, value }) => (/Comment/.test(type) ? '' : value)).join('')
}
