// What does the lecturer need to know now? The notes of a presentation.
import type { Notes } from '../../model/notes.ts'
import type { PresentState } from '../present/state.ts'

export function describeNotes(state: PresentState): Notes {
  const { at, ballots, elapsedMs, lesson, lessonMs, lessons, scene } = state
  const content = lesson?.content
  const reasons = content?.reasons ?? []
  const votes = ballots.reason.at(-1)
  return {
    version: 1,
    scene,
    number: at + 1,
    of: lessons.length,
    title: content?.title ?? '',
    ask: content?.ask ?? '',
    rule: content?.learn ?? '',
    claim: content?.variant.claim ?? null,
    because: reasons.find(({ belief }) => belief === null)?.because ?? '',
    wrong: reasons.flatMap(({ answer, because, belief }, choice) =>
      belief === null ? [] : [{ because, answer, votes: votes?.[choice] ?? 0 }],
    ),
    ballots: ballots.outcome.map(ballot => [...ballot]),
    measured: lesson?.measured.variant.result?.verdict.outcome ?? null,
    next: lessons[at + 1] ?? null,
    elapsedMs,
    lessonMs,
  }
}
