// Why could only the beginning of a recording be read?

/** `complete`: how many whole recordings were read. */
export type RecordingProblem =
  | { code: 'damaged-line'; line: number; complete: number }
  | { code: 'too-large'; megabytes: number; complete: number }
  | { code: 'cut-off'; complete: number }
