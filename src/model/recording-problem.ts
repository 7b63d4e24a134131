// Why does a recording not hold everything?

/** `complete`: how many whole recordings were read. */
export type RecordingProblem =
  | { code: 'damaged-line'; line: number; complete: number }
  | { code: 'too-large'; megabytes: number; complete: number }
  | { code: 'cut-off'; complete: number }
  /** `expected`: how many the run began with. */
  | { code: 'run-ended-early'; complete: number; expected: number }
