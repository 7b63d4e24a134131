// Which errors can the user fix? Each has a sentence that says what is wrong, and a hint what to try next.

/** The user's request cannot be understood, or names something that does not exist. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
  /** What to try next. */
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** The files that the user named exist and contain no scenario. An error, unless the user allows it. */
export class NoScenarioError extends UsageError {}
