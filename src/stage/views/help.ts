// All keys of a scene, one a line.
import { padEnd } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import type { Canvas, View } from './frame.ts'

/** The keys of the scene that is behind it. */
export function viewHelp({ keys, lastKeys }: Pick<View, 'keys' | 'lastKeys'>, { paint }: Canvas): View {
  const { keyNames, keyWords } = words.stage
  return {
    title: words.stage.allKeys,
    body: [
      '',
      ...[...keys, ...lastKeys]
        .filter(([key]) => key !== '?')
        .map(([key, does]) => `  ${paint.bold(padEnd(keyNames[key] ?? key, 12))} ${does}`),
    ],
    keys: [],
    lastKeys: [['escape', keyWords.close]],
  }
}
