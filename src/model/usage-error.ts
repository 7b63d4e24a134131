// Which errors can the user fix? Each has a code and data, a sentence that says what is wrong, and a hint what to try next.
import type { Problems, ProblemWords } from './problems.ts'

type Describe = <Code extends keyof Problems>(code: Code, data: Problems[Code]) => ProblemWords

/** Only until report/words/ is loaded, which every door does. */
let describe: Describe = (code, data) => ({ message: `${code} ${JSON.stringify(data)}`, hint: '' })

/** Gives all errors their sentences. The rooms that find problems are below the words, and cannot import them. */
export function setProblemWords(words: Describe): void {
  describe = words
}

/** The user's request cannot be understood, or names something that does not exist. Exit code 2. */
export class UsageError<Code extends keyof Problems = keyof Problems> extends Error {
  override name = 'UsageError'
  readonly code: Code
  readonly data: Problems[Code]
  /** What to try next. */
  readonly hint: string

  constructor(code: Code, data: Problems[Code]) {
    const { message, hint } = describe(code, data)
    super(message)
    this.code = code
    this.data = data
    this.hint = hint
  }
}

/** The files that the user named exist and contain no scenario. An error, unless the user allows it. */
export class NoScenarioError extends UsageError<
  'no-file-matches' | 'no-scenario-file' | 'no-scenario-in-folder'
> {}
