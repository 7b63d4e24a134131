// What is a class of heap nodes called? By its constructor; V8's internal names are replaced by JavaScript's terms.
import { isScopeName } from '../../../heap/v8/scopes.ts'

/** Objects that a program creates although their class has only an internal name. */
const ownWords = new Map([
  ['system / Context', '(scope)'],
  ['system / JSArrayBufferData', '(buffer memory)'],
  ['system / ExternalStringData', '(string memory)'],
  ['system / JSProxy', 'Proxy'],
])

/** `Session`, `(string)`, `(scope)`. */
export function describeClass(name: string): string {
  return isScopeName(name) ? '(scope)' : (ownWords.get(name) ?? name)
}

/** The inverse of `describeClass`, for a class name that the user typed. */
export function parseClassName(described: string): string {
  return [...ownWords].find(([, word]) => word === described)?.[0] ?? described
}
