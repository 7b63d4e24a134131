// Which scenario files could not be loaded, and why?
import type { Unloaded } from '../../model/report.ts'
import { clean } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'

const maxFrames = 3

/** For each file its name, the error with its place, and what to try. */
export function renderUnloaded(unloaded: Unloaded | readonly Unloaded[], style: Style): string {
  const all: readonly Unloaded[] = 'scenario' in unloaded ? [unloaded] : unloaded
  const paint = painter(style)
  const { refuted } = signs(style)
  const indent = ' '.repeat(widthOf(refuted) + 1)
  return all
    .map(({ scenario, problem, reason, stack }) => {
      const frames = clean(stack, style)
        .split('\n')
        .filter(line => /^\s*at /.test(line) && !/\bnode:|[\\/]harness[\\/]/.test(line))
        .slice(0, maxFrames)
        .map(line => `${indent}${line.trim().replace('file://', '')}`)
      // Below the first line there is code with a marker under it, which must not be wrapped.
      const [sentence = '', ...code] = clean(problem, style).split('\n')
      const place = code
        .slice(0, maxFrames)
        .map(line => cut(`${indent}${line}`.trimEnd(), style.width, style))
      return [
        paint.bad(renderSentence(scenario, style, `${refuted} `)),
        wrap(sentence, style.width, indent),
        ...place.filter(line => line !== ''),
        ...frames,
        renderSentence(words.summary.describeNext(words.advice.adviseOnLoading(reason)), style, indent),
      ].join('\n')
    })
    .join('\n\n')
}
