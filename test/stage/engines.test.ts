// A scenario in several engines, reached from its lesson: what is shown, what is measured, and that it can be left at any time.
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { en } from '../../src/report/words/en.ts'
import { setLanguage } from '../../src/report/words/words.ts'
import type { EnginesEvent } from '../../src/stage/engines/state.ts'
import { type Backstage, startSession } from '../../src/stage/session.ts'
import { pseudo } from '../report/pseudo.ts'
import { begun, comparison, progress, results, withRecorded } from './compared.ts'
import { backstage, type Drive, drive, sendResult, strongCache } from './drive.ts'
import { cases, playSteps, type Step, sizes } from './steps.ts'

/** Opens the first lesson and goes to its end. */
function toRecap(to: Drive, isMeasured = true): Drive {
  to.press('enter', 'enter', 'enter', '1', '1', '1')
  sendResult(to, 'variant')
  to.press('enter', 'enter', '1', 'enter', 'enter', 'enter')
  if (isMeasured) sendResult(to, 'against')
  return to
}

function send(to: Drive, ...events: EnginesEvent[]): void {
  to.send(...events.map(event => ({ type: 'engines', event }) as const))
}

const steps: readonly Step[] = [
  ['the rule of the lesson', to => void toRecap(to)],
  ['looking for engines', to => to.press('e')],
  ['nothing measured yet', to => send(to, begun)],
  ['some results', to => send(to, ...results(0, 9), progress)],
  ['a variant whose results differ', to => to.press('j', 'j')],
  ['a variant of Python alone', to => to.press('j', 'j')],
  [
    'all measured, after 20 s',
    to => {
      to.send({ type: 'tick', ms: 20_000 })
      send(to, ...results(9))
      to.press('k', 'k')
    },
  ],
  ['more of it', to => to.press('space')],
  ['a variant of Python alone, measured', to => to.press('5')],
  ['notes', to => to.press('end')],
  ['all keys', to => to.press('?')],
  ['back in the lesson', to => to.press('escape', 'b')],
  ['again', to => to.press('e')],
  [
    'measured again, on a machine without other engines',
    to => {
      to.press('r')
      send(to, ...withRecorded)
    },
  ],
  ['its notes', to => to.press('end')],
  [
    'a problem in the middle',
    to => {
      to.press('r', 'home')
      send(to, begun, ...results(0, 3), { type: 'problem', message: 'no memory left' })
    },
  ],
]

test.each(cases)('the engines side by side at %s', async (name, size, look) => {
  await expect(playSteps(drive(size), steps, size, look)).toMatchFileSnapshot(`./frames/engines-${name}.txt`)
})

test('no frame needs color: with color it is the same text', () => {
  const [plain, colored] = [drive(sizes[1]!), drive(sizes[1]!)]
  for (const [step, act] of steps) {
    act(plain)
    act(colored)
    const text = colored.frame({ color: true, unicode: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: color codes are control characters
    expect(text.replaceAll(/\u001b\[[\d;]*m/g, ''), step).toBe(plain.frame())
  }
})

test('at every size each cell and each reason of each variant can be read', () => {
  for (const size of sizes) {
    const to = toRecap(drive(size))
    to.press('e')
    send(to, begun, ...results())
    for (const [at, { variant }] of comparison.rows.entries()) {
      to.press('home', ...Array.from({ length: at }, () => 'j'))
      const parts = [1, 2, 3].map(() => {
        to.press('space')
        return to.frame()
      })
      const shown = parts.join('\n')
      const { engines } = to.state.scene as Extract<typeof to.state.scene, { kind: 'engines' }>
      const { cells } = engines.comparison!.rows[at]!
      expect(shown).toContain(variant.slice(0, 12))
      for (const [name, { because = '' }] of Object.entries(cells)) {
        expect(shown).toMatch(new RegExp(`^${name} +\\S+ \\w+ +(all|\\d|not watched)`, 'm'))
        for (const word of because.split(' ')) expect(shown, `${variant}, ${name}`).toContain(word)
      }
    }
  }
})

test('the key is offered only at the end of a lesson, when nothing is measured any more, and only if there is another engine', () => {
  const word = `e ${en.engines.keyWord}`
  const to = drive(sizes[1]!)
  const early = ['enter', 'enter', 'enter', '1', '1', '1']
  for (const key of early) {
    expect(to.frame()).not.toContain(word)
    to.press(key)
  }
  to.press('e')
  expect(to.state.scene.kind).toBe('lesson')
  const running = toRecap(drive(sizes[1]!), false)
  expect(running.frame()).not.toContain(word)
  running.press('e')
  expect(running.state.scene.kind).toBe('lesson')
  sendResult(running, 'against')
  expect(running.frame()).toContain(word)
  const alone = drive(sizes[1]!)
  alone.send({ type: 'opened', content: { ...strongCache, isComparable: false } })
  alone.press('enter', 'enter', '1', '1', '1')
  sendResult(alone, 'variant')
  alone.press('enter', 'enter', '1', 'enter', 'enter', 'enter')
  sendResult(alone, 'against')
  expect(alone.frame()).toContain('8/8')
  expect(alone.frame()).not.toContain(word)
})

test('it is measured once; leaving ends what is measured', () => {
  const to = toRecap(drive(sizes[1]!))
  const lastEffects = (count: number) => to.effects.slice(-count)
  to.press('e')
  expect(lastEffects(1)).toEqual([{ do: 'compare', scenario: 'caches/strong-cache' }])
  send(to, begun, ...results(0, 5))
  to.press('b')
  expect(lastEffects(1)).toEqual([{ do: 'stop' }])
  expect(to.frame()).toContain('8/8 rule')
  // What was cut short is measured anew.
  to.press('e')
  expect(lastEffects(1)).toEqual([{ do: 'compare', scenario: 'caches/strong-cache' }])
  send(to, begun, ...results())
  const before = to.effects.length
  to.press('enter', 'e')
  expect(to.effects.slice(before)).toEqual([{ do: 'stop' }])
  expect(to.frame()).toContain('✔ leaking')
  to.press('r')
  expect(lastEffects(1)).toEqual([{ do: 'compare', scenario: 'caches/strong-cache' }])
  const count = to.effects.length
  to.press('r')
  expect(to.effects.length).toBe(count)
  to.press('q')
  expect(to.state.scene.kind).toBe('home')
  expect(lastEffects(1)).toEqual([{ do: 'stop' }])
  // What comes from an ended measurement changes nothing.
  send(to, ...results())
  expect(to.state.scene.kind).toBe('home')
})

test('when it is left, its signal is aborted, and nothing more is taken from it', async () => {
  let signal: AbortSignal | undefined
  let listener: Parameters<Backstage['compare']>[1] | undefined
  const compare: Backstage['compare'] = async (_, on, stopped) => {
    signal = stopped
    listener = on
    on.onBegin({ comparison, trials: [], missing: [] })
    await new Promise((_, reject) => stopped.addEventListener('abort', () => reject(stopped.reason)))
  }
  const { state } = toRecap(drive(sizes[1]!))
  const session = startSession(
    state,
    { ...backstage, compare },
    () => {},
    () => {},
  )
  const press = (key: string) => session.handle({ type: 'key', key })
  press('e')
  expect(session.state.scene).toMatchObject({ kind: 'engines', engines: { comparison } })
  expect(signal?.aborted).toBe(false)
  press('b')
  expect(signal?.aborted).toBe(true)
  const after = session.state
  listener?.onResult(0, { ...results()[0] } as never)
  await new Promise(resolve => setImmediate(resolve))
  expect(session.state).toBe(after)
  press('e')
  press('ctrl-c')
  await session.left
  expect(signal?.aborted).toBe(true)
  session.close()
})

test('all of it is in the language', () => {
  setLanguage(pseudo)
  try {
    const to = drive(sizes[2]!)
    const sentences = comparison.rows.map(({ variant }) => variant)
    const causes = results().flatMap(event => (event.type === 'result' ? (event.cell.because ?? '') : ''))
    const { against, learn, variant } = strongCache
    const data = [...sentences, ...causes, learn, variant.name, against!.name, 'no memory left']
    const known = new Set(data.join(' ').match(/[A-Za-z]{2,}/g))
    for (const name of ['Node', 'Bun', 'Deno', 'CPython', 'leaklab', 'caches', 'strong', 'Strong', 'cache'])
      known.add(name)
    for (const [step, act] of steps) {
      act(to)
      if (step.includes('lesson')) continue
      const frame = to.frame()
      const found = frame.match(/[A-Za-z]{2,}/g) ?? []
      expect([...new Set(found.filter(word => !known.has(word)))], step).toEqual([])
      expect(frame.split('\n').filter(line => stringWidth(line) > sizes[2]!.columns - 1)).toEqual([])
    }
  } finally {
    setLanguage(en)
  }
})
