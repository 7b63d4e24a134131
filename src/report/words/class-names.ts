// What is a class of nodes called? By its constructor; what only the engine names has a word of JavaScript's.
import { isScopeName } from '../../heap/index.ts'

/** Classes that a program makes, and that only the engine names. */
const ownWords = new Map([
  ['system / Context', '(scope)'],
  ['system / JSArrayBufferData', '(buffer memory)'],
  ['system / ExternalStringData', '(string memory)'],
])

/** `Session`, `(string)`, `(scope)`: a constructor, or what stands for one. */
export function describeClass(name: string): string {
  return isScopeName(name) ? '(scope)' : (ownWords.get(name) ?? name)
}

/** What V8 calls a class, however it was told. */
export function nameOfClass(told: string): string {
  return [...ownWords].find(([, word]) => word === told)?.[0] ?? told
}
