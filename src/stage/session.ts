// Runs the state machine: events in, effects out to the program around it. It knows no terminal.
import type { ComparedCell, ComparedTrial, Comparison } from '../model/comparison.ts'
import type { Notes } from '../model/notes.ts'
import type { Progress } from '../model/progress.ts'
import type { Recording } from '../model/recording.ts'
import type { Rehearsed } from '../model/rehearsed.ts'
import type { Result } from '../model/report.ts'
import type { Engine } from '../model/runtime.ts'
import type { EditEvent } from './edit/state.ts'
import type { EnginesEvent } from './engines/state.ts'
import type { LessonContent } from './lesson/content.ts'
import type { Side } from './lesson/state.ts'
import { describeNotes } from './notes/describe-notes.ts'
import { reduceStage, type StageEffect, type StageEvent, type StageState } from './state.ts'

/** What the program does outside of the terminal. */
export interface Backstage {
  /** Loads a lesson. */
  open(id: string): Promise<LessonContent>
  /** Measures a variant; calls `onProgress` with what has been recorded so far. */
  run(
    content: LessonContent,
    side: Side,
    options: { onProgress: (recording: Recording) => void; signal: AbortSignal },
  ): Promise<Result>
  /** Measures all variants of a file, one after the other. */
  runAll(file: string, on: FileListener, signal: AbortSignal): Promise<void>
  /** Measures all variants of a scenario in each engine of this machine, one after the other. */
  compare(scenario: string, on: EnginesListener, signal: AbortSignal): Promise<void>
  /** Calls back on each change of a file. @returns what ends that */
  watch(file: string, onChange: () => void): () => void
  /** @returns why it could not be saved; empty if it was */
  save(progress: Progress): string
  /** What a rehearsal measured of a lesson as it stands now. */
  findRehearsed(content: LessonContent): Promise<Rehearsed | null>
  /** Tells the second terminal what a presentation shows. */
  publish(notes: Notes): void
  /** Calls back with what a presentation on this machine shows; with null when none runs. @returns what ends that */
  listen(onNotes: (notes: Notes | null) => void): () => void
  /** Stops this process until it is continued, as the shell's job control does. */
  suspend(): void
}

/** What happens while a file is measured. `index` is that of the variant. */
interface FileListener {
  onBegin(names: readonly string[]): void
  onProgress(index: number, recording: Recording): void
  onResult(index: number, result: Result): void
}

/** What happens while a scenario is measured in several engines. `index` is that of the trial. */
interface EnginesListener {
  onBegin(begun: {
    comparison: Comparison
    trials: readonly ComparedTrial[]
    missing: readonly Engine[]
  }): void
  onProgress(recording: Recording): void
  onResult(index: number, cell: ComparedCell): void
}

export interface Session {
  readonly state: StageState
  handle(event: StageEvent): void
  /** Resolves when the user leaves; rejects with an error, or with the reason of `end`. */
  left: Promise<void>
  /** Ends it from outside. */
  end(reason: unknown): void
  /** Ends what is measured and watched. */
  close(): void
}

/**
 * @param onChange called after each event that changed something
 * @param suspend called when the user wants to stop the process for a while
 */
export function startSession(
  initial: StageState,
  backstage: Backstage,
  onChange: (state: StageState) => void,
  suspend: () => void,
): Session {
  let state = initial
  let running = new AbortController()
  const { promise: left, reject, resolve } = withResolvers<void>()

  function handle(event: StageEvent): void {
    try {
      const step = reduceStage(state, event)
      const hasChanged = step.state !== state || step.effects.length > 0
      state = step.state
      for (const effect of step.effects) perform(effect)
      if (!hasChanged) return
      publish()
      onChange(state)
    } catch (error) {
      reject(error)
    }
  }

  function perform(effect: StageEffect): void {
    switch (effect.do) {
      case 'open':
        open(effect.id).catch(reject)
        break
      case 'run':
        measure(effect.content, effect.side)
        break
      case 'stop':
        stop()
        break
      case 'run-all':
        measureAll(effect.file)
        break
      case 'compare':
        compareEngines(effect.scenario)
        break
      case 'save':
        state = { ...state, unsaved: backstage.save(effect.progress) }
        break
      case 'suspend':
        suspend()
        break
      case 'leave':
        resolve()
    }
  }

  async function open(id: string): Promise<void> {
    const content = await backstage.open(id)
    const rehearsed = state.scene.kind === 'present' ? await backstage.findRehearsed(content) : null
    handle({ type: 'opened', content, rehearsed })
  }

  let published = ''
  /** Sends the notes when something in them has changed; the second terminal has a clock of its own. */
  function publish(): void {
    if (state.scene.kind !== 'present') return
    const notes = describeNotes(state.scene.present)
    const { elapsedMs: _, lessonMs: __, ...rest } = notes
    const text = JSON.stringify(rest)
    if (text === published) return
    published = text
    backstage.publish(notes)
  }

  /** Measures a file now and on each save. @returns what ends that */
  function follow(file: string): () => void {
    const onSave = () => handle({ type: 'edit', event: { type: 'saved' } })
    // When the caller has its session.
    queueMicrotask(onSave)
    return backstage.watch(file, onSave)
  }

  function stop(): void {
    running.abort()
    running = new AbortController()
  }

  function measureAll(file: string): void {
    const { signal } = running
    const send = (event: EditEvent) => {
      if (!signal.aborted) handle({ type: 'edit', event })
    }
    const on: FileListener = {
      onBegin: names => send({ type: 'begun', names }),
      onProgress: (index, recording) => send({ type: 'progress', index, recording }),
      onResult: (index, result) => send({ type: 'result', index, result }),
    }
    backstage
      .runAll(file, on, signal)
      .catch((error: unknown) => send({ type: 'problem', message: messageOf(error) }))
  }

  function compareEngines(scenario: string): void {
    const { signal } = running
    const send = (event: EnginesEvent) => {
      if (!signal.aborted) handle({ type: 'engines', event })
    }
    let seen = ''
    const on: EnginesListener = {
      onBegin: begun => send({ type: 'begun', ...begun }),
      onProgress: recording => {
        const readings = readingsOf(recording)
        if (readings === seen) return
        seen = readings
        send({ type: 'progress', recording })
      },
      onResult: (index, cell) => {
        seen = ''
        send({ type: 'result', index, cell })
      },
    }
    backstage
      .compare(scenario, on, signal)
      .catch((error: unknown) => send({ type: 'problem', message: messageOf(error) }))
  }

  function measure(content: LessonContent, side: Side): void {
    const { signal } = running
    let seen = ''
    const onProgress = (recording: Recording) => {
      if (signal.aborted) return
      const readings = readingsOf(recording)
      if (readings === seen) return
      seen = readings
      handle({ type: 'lesson', event: { type: 'progress', side, recording } })
    }
    backstage.run(content, side, { onProgress, signal }).then(
      result => {
        if (!signal.aborted) handle({ type: 'lesson', event: { type: 'result', side, result } })
      },
      (error: unknown) => {
        if (signal.aborted) return
        handle({ type: 'lesson', event: { type: 'problem', side, message: messageOf(error) } })
      },
    )
  }

  /** What the first scene needs from outside. @returns what ends that */
  function begin(): () => void {
    const { scene } = initial
    if (scene.kind === 'edit') return follow(scene.edit.file)
    if (scene.kind === 'notes') return backstage.listen(notes => handle({ type: 'notes', notes }))
    if (scene.kind === 'present') perform({ do: 'open', id: scene.present.lessons[scene.present.at]! })
    return () => {}
  }

  const end = begin()

  return {
    get state() {
      return state
    },
    handle,
    left,
    end: reject,
    close() {
      end()
      stop()
    },
  }
}

/** Only readings change what is shown; the other events of a child come in hundreds. */
function readingsOf({ baseline, released, rounds }: Recording): string {
  return `${baseline === null} ${rounds.length} ${released === null}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
