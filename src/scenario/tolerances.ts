// What can be tolerated of a variant? A budget of growth, or a known leak, by the fingerprint of its retaining path.
// Types only: the child process loads the files that import them.

/** Growth that is tolerated. A figure that is null tolerates nothing. */
export interface Budget {
  /** Bytes per iteration, in the heap and outside it; compared with the upper bound of the confidence interval. */
  bytesPerStep: number | null
  /** Watched objects that may be alive at the end. */
  survivors: number | null
  /** Survivors with these fingerprints need not be counted: where they grow, their number is that of the iterations. */
  fingerprints: string[]
  because: string
  /** How many variants of the scenario share it: it counts as used when one of them uses it. */
  sharers: number
}

/** A known leak, by the fingerprint of its retaining path. */
export interface Acceptance {
  fingerprint: string
  because: string
  /** The last day on which it counts, `2027-01-31`; null for always. */
  until: string | null
  sharers: number
}

/** All that is tolerated of one variant. */
export interface Tolerances {
  budgets: Budget[]
  acceptances: Acceptance[]
}
