// The notes beside a presentation: what is on the wall, what to expect, what students get wrong, what comes next, and the time.
import type { Notes } from '../../model/notes.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { words } from '../../report/words/words.ts'
import type { NotesState } from '../notes/state.ts'
import { letterOf } from '../present/ballot.ts'
import { type Canvas, leaveKeys, textLines, type View } from './frame.ts'

export function viewNotes({ ageMs, notes }: NotesState, canvas: Canvas): View {
  const { present } = words
  const common = { keys: [], lastKeys: leaveKeys() }
  if (notes === null)
    return { ...common, title: present.notesTitle, body: ['', ...textLines(present.notesWaiting, canvas)] }
  const { elapsedMs, lessonMs, number, of } = notes
  const times = present.describeTimes(formatClock(elapsedMs + ageMs), formatClock(lessonMs + ageMs))
  return {
    ...common,
    title: `${present.describeNumber(number, of)} ${notes.title}`,
    aside: cleanLine(times, canvas.style),
    body: describeForLecturer(notes).flatMap(({ heading, texts }) => [
      ...(heading === '' ? [] : ['', canvas.paint.bold(heading)]),
      ...texts.flatMap(text => textLines(text, canvas, '  ')),
    ]),
  }
}

interface Section {
  heading: string
  texts: readonly string[]
}

/** The notes in sections, the most urgent first. */
export function describeForLecturer(notes: Notes): Section[] {
  const { ask, ballots, because, claim, measured, next, rule, scene, wrong } = notes
  const { present } = words
  const votes = ballots.map(ballot =>
    present.describeVoteSoFar(ballot.map((count, choice) => `${letterOf(choice)} ${count}`).join('  ')),
  )
  const now = {
    heading: `${present.nowHeading}: ${present.sceneNames[scene]}`,
    texts: [present.cues[scene]],
  }
  const then = { heading: `${present.nextHeading}: ${next ?? present.theEnd}`, texts: [] }
  if (scene === 'end') return [now, then]
  const found = measured === null ? present.notMeasured : present.describeMeasured(measured)
  return [
    now,
    ...(ask === '' ? [] : [{ heading: '', texts: [ask, ...votes] }]),
    ...(claim === null
      ? []
      : [{ heading: present.expectedHeading, texts: [present.describeExpected(claim, because)] }]),
    { heading: `${present.measuredHeading}: ${found}`, texts: [] },
    ...(wrong.length === 0 ? [] : [{ heading: present.wrongHeading, texts: describeWrong(wrong) }]),
    then,
    ...(rule === '' ? [] : [{ heading: present.ruleHeading, texts: [rule] }]),
  ]
}

/** The wrong reasons and what refutes them, most votes first. */
function describeWrong(wrong: Notes['wrong']): string[] {
  const { present } = words
  return [...wrong]
    .sort((a, b) => b.votes - a.votes)
    .map(({ answer, because, votes }) => {
      const refuted = `${present.describeWrongReason(because)} ${answer}`
      return votes === 0 ? refuted : `${present.describeVotesFor(votes)}: ${refuted}`
    })
}

/** `4:07`. */
function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
