// A second thread for large snapshots. It only saves time: if it cannot start (a bundle of one file has no other file to
// start), or fails at a task, the answer is undefined. The first thread then does everything, and reports what is wrong.
import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { NodeMeasures } from '../compute/measures.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import type { EdgeSection, EdgesRead } from '../parse/edge-section.ts'
import type { MeasuresAt, Task } from './second-thread-main.ts'
import { packGraph } from './shared-graph.ts'

/** Smaller files are read before a second thread has started and its loops are compiled. */
const LARGE_BYTES = 64e6

/** From the sources, there is no compiled file to start. */
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
    // Without the flags of the process, such as --import of a program that uses this library.
    this.#worker = new Worker(program, { execArgv: [] })
    this.#worker.on('message', answer => this.#answer(answer))
    const gone = () => {
      this.#isGone = true
      this.#answer(undefined)
    }
    this.#worker.on('error', gone).on('exit', gone)
  }

  /** Undefined for a small file, and where no thread can be started. */
  static startFor(path: string | URL, minimumBytes = LARGE_BYTES): SecondThread | undefined {
    try {
      const stat = statSync(path)
      return isBuilt && stat.isFile() && stat.size >= minimumBytes ? new SecondThread() : undefined
    } catch {
      // Opening the file reports what is wrong with it. The program may also have no permission to start threads.
      return undefined
    }
  }

  /** Whether it has ended: all further answers are undefined. */
  get isGone(): boolean {
    return this.#isGone
  }

  readEdges(section: EdgeSection): Promise<EdgesRead | undefined> {
    return this.#ask({ edges: section }) as Promise<EdgesRead | undefined>
  }

  /** Distances and shallow sizes. */
  async measure(graph: HeapGraph): Promise<NodeMeasures | undefined> {
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
