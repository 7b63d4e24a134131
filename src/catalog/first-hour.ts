// In which order does a student begin? The eight lessons of the first hour, each on what another has shown.

export interface FirstLesson {
  /** The slug of the scenario. */
  slug: string
  /** The slug of the lesson that it builds on; null for the first. */
  buildsOn: string | null
}

export const firstHour: readonly FirstLesson[] = [
  { slug: 'strong-cache', buildsOn: null },
  { slug: 'cyclic-nodes', buildsOn: 'strong-cache' },
  { slug: 'lapsed-listener', buildsOn: 'strong-cache' },
  { slug: 'shared-context', buildsOn: 'lapsed-listener' },
  { slug: 'weakmap-long-key', buildsOn: 'strong-cache' },
  { slug: 'weak-cache', buildsOn: 'weakmap-long-key' },
  { slug: 'finalizer-callbacks', buildsOn: 'weak-cache' },
  { slug: 'idle-heap', buildsOn: 'strong-cache' },
]
