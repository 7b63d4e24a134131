// What is a scenario about? The question before it runs, the lesson after it.

import { clean } from '../terminal/clean.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'

/** Title and question; a scenario that is a bare function has no question. */
export function renderOpening({ title, ask }: { title: string; ask: string }, style: Style): string {
  const paint = painter(style)
  const opening = [paint.bold(renderSentence(title, style))]
  if (ask !== '') opening.push(renderSentence(ask, style))
  return opening.join('\n')
}

/** The question alone; an empty string if there is none. */
export function renderQuestion({ ask }: { ask: string }, style: Style): string {
  return ask === '' ? '' : renderSentence(ask, style)
}

/** The lesson; an empty string if there is none. */
export function renderLesson(text: string, style: Style): string {
  return text === '' ? '' : wrap(clean(text, style), style.width)
}
