// All keys of a scene, one a line.
import { padEnd } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import type { Canvas, KeyHint, View } from './frame.ts'

/** @param keys those of the scene that is behind it */
export function viewHelp(keys: readonly KeyHint[], { paint }: Canvas): View {
  const { keyNames, keyWords } = words.stage
  return {
    title: words.stage.allKeys,
    body: [
      '',
      ...keys
        .filter(([key]) => key !== '?')
        .map(([key, does]) => `  ${paint.bold(padEnd(keyNames[key] ?? key, 12))} ${does}`),
    ],
    keys: [['escape', keyWords.close]],
  }
}
