// The heads of tables. A line break makes a head of two lines.

export const comparisonHeads = {
  variant: 'variant',
  claim: 'claim',
  verdict: 'verdict',
  growth: 'growth per\niteration',
  alive: 'alive/\nwatched',
  freed: 'freed',
}

/** Of the rounds. The sign for a difference stands before what changed. */
export const roundHeads = {
  round: 'round',
  steps: 'steps',
  heap: 'heap\nused',
  heapChange: (delta: string): string => `${delta} heap`,
  externalChange: (delta: string): string => `${delta}\nexternal`,
  arrayBuffers: 'array\nbuffers',
  alive: 'alive',
  finalized: 'finalized',
  collections: 'major/\nminor',
}

/** Of callbacks, calls and notes. */
export const timelineHeads = {
  order: 'order',
  what: 'what',
  round: 'round',
  task: 'task',
  delay: 'delay',
  when: 'when',
  note: 'note',
  registry: 'registry',
  held: 'held value',
}

export const markdownHeads = { variant: 'variant', found: 'what was found' }

export const catalogHeads = { scenario: 'scenario', question: 'question', variants: 'variants' }
