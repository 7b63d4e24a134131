// A recording while it is played, and its verdict at the end.
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { signs } from '../../report/terminal/style.ts'
import { words } from '../../report/words/words.ts'
import { isAtEnd } from '../playback/player.ts'
import type { ReplayState } from '../replay/state.ts'
import { type Canvas, leaveKeys, type View } from './frame.ts'
import { playerKeys, renderPlayback } from './playback.ts'

export function viewReplay({ current, player, results }: ReplayState, canvas: Canvas): View {
  const { paint, style } = canvas
  const result = results[current]!
  const { recording, verdict } = result
  const { outcome } = verdict
  const sentence = `${words.headline.outcomeWords[outcome]}: ${words.headline.describeVerdict(result)}`
  const end = isAtEnd(player) ? cut(cleanLine(sentence, style), style.width, style) : ''
  const playback =
    player.events.length === 0 ? [] : renderPlayback(recording, player, null, canvas.rows - 2, canvas)
  return {
    title: words.names.nameTrial(recording.subject, signs(style).dot),
    aside: results.length === 1 ? '' : words.stage.describeTrialNumber(current + 1, results.length),
    body: [...playback, '', end === '' ? '' : paint[outcome](end)],
    keys: [
      ...playerKeys(player),
      ...(results.length === 1 ? [] : ([['tab', words.stage.keyWords.trial]] as const)),
    ],
    lastKeys: leaveKeys(),
  }
}
