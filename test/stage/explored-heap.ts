// A small heap for the browser: a Map in a module with 1,203 sessions, a list of 5,000 links, and names of all kinds.
import { analyzeHeap } from '../../src/heap/compute/analyze-heap.ts'
import { createHeapExplorer, type HeapExplorer } from '../../src/retention/heap-explorer.ts'
import { Drawing } from '../heap/support/builder.ts'

const sessionCount = 1203
const linkCount = 5000

export async function exploreDrawing(): Promise<HeapExplorer> {
  const heap = new Drawing()
  const [save, code, script] = [
    heap.node('closure', 'save', 64),
    heap.node('code', 'save', 100),
    heap.node('string', 'file:///app/sessions.js', 40),
  ]
  heap.property(heap.global, 'save', save)
  heap.edge(save, 'internal', 'shared', code)
  heap.edge(code, 'internal', 'script', script)
  heap.locations.push({ node: save, script: 3, line: 11, column: 4 })
  const cache = heap.object('Map', 32)
  heap.property(heap.global, 'cache', cache)
  const table = heap.node('array', '', 9600)
  heap.edge(cache, 'internal', 'table', table)
  const secret = heap.node('string', 'a secret', 1000)
  for (let at = 0; at < sessionCount; at++) {
    const session = heap.object('Session', 40 + (at % 7))
    heap.edge(table, 'internal', String(at), session)
    heap.property(session, 'token', secret)
    heap.locations.push({ node: session, script: 3, line: 1, column: 2 })
  }
  let link = heap.object('Link', 24)
  heap.property(heap.global, 'list', link)
  for (let at = 1; at < linkCount; at++) {
    const next = heap.object('Link', 24)
    heap.property(link, 'next', next)
    link = next
  }
  const names = ['会话缓存-'.repeat(12), 'long'.repeat(80), '\u001b[31mred\nlines', '👩‍👩‍👧 family', '']
  for (const [at, name] of names.entries()) {
    const object = heap.object(name, 500 + at)
    heap.property(heap.global, `${name}.property`, object)
  }
  const forgotten = heap.object('Forgotten', 70_000)
  heap.edge(cache, 'weak', 'target', forgotten)
  return createHeapExplorer(analyzeHeap(await heap.graph()))
}
