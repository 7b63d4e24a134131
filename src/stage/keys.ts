// Which key was pressed? Names for keypresses, the same in every terminal.

/** `space`, `enter`, `escape`, `left`, …, `ctrl-c`, or the character itself. */
export type Key = string

/** A keypress as `node:readline` reports it. */
export interface Keypress {
  name?: string | undefined
  sequence?: string | undefined
  ctrl?: boolean | undefined
  meta?: boolean | undefined
}

const named: Record<string, Key> = {
  return: 'enter',
  enter: 'enter',
  space: 'space',
  escape: 'escape',
  backspace: 'backspace',
  tab: 'tab',
  left: 'left',
  right: 'right',
  up: 'up',
  down: 'down',
  home: 'home',
  end: 'end',
  pageup: 'pageup',
  pagedown: 'pagedown',
}

/** @returns undefined for a key that has no meaning anywhere */
export function nameKey(text: string | undefined, { ctrl, meta, name, sequence }: Keypress): Key | undefined {
  if (ctrl === true) return name === undefined ? undefined : `ctrl-${name}`
  // Escape, then a key within 50 ms: some terminals send Alt so.
  if (meta === true && name !== 'escape') return undefined
  if (name !== undefined && Object.hasOwn(named, name)) return named[name]
  const character = text ?? sequence
  if (character === undefined || [...character].length !== 1 || character < ' ' || character === '\u007f')
    return undefined
  return character
}
