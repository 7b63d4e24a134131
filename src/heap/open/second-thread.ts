import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Measures } from '../compute/measures.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import type { EdgeSection, EdgesRead } from '../parse/edge-section.ts'
import type { MeasuresAt, Task } from './second-thread-main.ts'
import { packGraph } from './shared-graph.ts'

// A large snapshot is read and analysed by two threads. The second one is a help and nothing more: where it cannot
// start (code that was bundled into one file has no other), or fails at what it is asked, the answer is undefined and
// the first thread does all by itself, and tells what is wrong if anything is.

/** Of smaller files nothing is left when a thread has started and its loops are compiled. */
const LARGE_BYTES = 64e6

/** There is no other file to start before the build. */
const isBuilt = import.meta.url.endsWith('.js')
/** The build puts the engine into one file, heap/index.js. */
const isOneFile = import.meta.url.endsWith('/heap/index.js')
const program = new URL(
  isOneFile ? './open/second-thread-main.js' : './second-thread-main.js',
  import.meta.url,
)

export class SecondThread {
  readonly #worker: Worker
  #isGone = false
  #settle: ((answer: unknown) => void) | undefined

  private constructor() {
    // Without the flags of a program that we are a part of: its --import is not for us.
    this.#worker = new Worker(program, { execArgv: [] })
    this.#worker.on('message', answer => this.#answer(answer))
    const gone = () => {
      this.#isGone = true
      this.#answer(undefined)
    }
    this.#worker.on('error', gone).on('exit', gone)
  }

  /** One for a file that is large enough. */
  static startFor(path: string | URL, leastBytes = LARGE_BYTES): SecondThread | undefined {
    try {
      const stat = statSync(path)
      return isBuilt && stat.isFile() && stat.size >= leastBytes ? new SecondThread() : undefined
    } catch {
      // Who opens the file tells what is wrong with it; and a program may be forbidden to start threads.
      return undefined
    }
  }

  /** It will answer nothing any more. */
  get isGone(): boolean {
    return this.#isGone
  }

  readEdges(section: EdgeSection): Promise<EdgesRead | undefined> {
    return this.#ask({ edges: section }) as Promise<EdgesRead | undefined>
  }

  /** Distances and shallow sizes. */
  async measure(graph: HeapGraph): Promise<Measures | undefined> {
    const measures = (await this.#ask({ measure: packGraph(graph) })) as MeasuresAt | undefined
    if (measures === undefined) return undefined
    const arena = Arena.of(graph)
    const { nodeCount } = graph
    return {
      distances: arena.viewAt(Int32Array, measures.distances, nodeCount),
      reachedBy: arena.viewAt(Uint32Array, measures.reachedBy, nodeCount),
      shallowSizes: arena.viewAt(Float64Array, measures.shallowSizes, nodeCount),
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  /** One task at a time. */
  #ask(task: Task): Promise<unknown> {
    if (this.#isGone) return Promise.resolve(undefined)
    return new Promise(resolve => {
      this.#settle = resolve
      this.#worker.postMessage(task)
    })
  }

  #answer(answer: unknown): void {
    this.#settle?.(answer)
    this.#settle = undefined
  }
}
