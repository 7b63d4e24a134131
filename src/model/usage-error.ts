// Errors that a user can mend: a sentence that says what is wrong, and the next thing to try.

/** What the user asked for cannot be understood or found: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
  /** What to try next. */
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** What the user named is there to be looked at, and holds no scenario: a mistake, unless the user says otherwise. */
export class NoScenarioError extends UsageError {}
