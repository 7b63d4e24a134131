// What is each chapter of the catalog about? A few words for the overview of `leaklab list`.
import { findWord } from './look-up.ts'

const chapterWords: Record<string, string> = {
  reachability: 'cycles, trees and graphs of objects',
  caches: 'maps, pools and memoized results',
  closures: 'what a kept function keeps with it',
  listeners: 'events, signals, subscriptions',
  timers: 'intervals, timeouts, debouncing',
  async: 'promises, iterators, queues, ports',
  weakness: 'WeakRef, WeakMap, weak collections',
  finalizers: 'finalization callbacks, using',
  native: 'buffers, streams, WebAssembly memory',
  strings: 'slices, symbols, stacks, property names',
  code: 'modules, compiled functions, contexts',
  globals: 'undeclared names, arrays, logs',
  'look-alikes': 'memory that grows and is no leak',
}

/** Empty for a chapter without a description. */
export function describeChapter(chapter: string): string {
  return findWord(chapterWords, chapter) ?? ''
}

/** The head of the overview. */
export function describeCatalog(scenarios: number, chapters: number): string {
  return `leaklab comes with ${scenarios} scenarios in ${chapters} chapters.`
}

/** Below the overview: a command and what it shows. */
export const nextCommands: readonly (readonly [command: string, purpose: string])[] = [
  ['leaklab list caches', 'a chapter, or what has a word'],
  ['leaklab list --all', 'all scenarios and variants'],
  ['leaklab show strong-cache', 'its code and its lesson'],
  ['leaklab run strong-cache', 'run it and see what happens'],
]

/** Below a list of scenarios. */
export function describeHowToSee(slug: string): string {
  return `leaklab show ${slug} shows its code, leaklab run ${slug} runs it`
}
