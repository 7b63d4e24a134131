import type { Lab, Scenario } from 'leaklab'

type Observers = Set<Screen> | WeakSet<Screen>

class Subject {
  observers: Observers
  constructor(observers: Observers) {
    this.observers = observers
  }
}

class Screen {
  pixels = new Array(50).fill(0)
  subject: Subject
  constructor(subject: Subject) {
    this.subject = subject
    subject.observers.add(this)
  }
}

/** Drops the screen, then its subject, and notes after each collection which of them is alive. */
const dropBoth = (lab: Lab, observers: Observers) => {
  let subject: Subject | undefined = lab.watch(new Subject(observers))
  const screen = lab.watch(new Screen(subject))
  const refs = [new WeakRef(subject), new WeakRef(screen)]
  const alive = () => refs.flatMap(ref => ref.deref()?.constructor.name ?? []).join(' and ')
  let step = 0
  return () => {
    step++
    if (step === 1) lab.note(`screen dropped; alive: ${alive()}`)
    if (step === 2) lab.note(`both dropped; alive: ${alive() || 'none'}`)
    subject = undefined
  }
}

export default {
  title: 'Observer graph',
  ask: 'A screen and its subject reference each other. A clock that is never dropped also holds the screen: are they collected?',
  learn:
    'A subject that holds its observers strongly keeps them as long as it is alive itself. The cycle between a screen and its subject is harmless: both are collected once nothing outside references them. Look for the one reference from a long-lived object such as the clock, then remove it or make it weak.',

  leaks: {
    'the clock holds an observer': lab => {
      const clock = new Subject(new Set())
      return () => {
        const subject = lab.watch(new Subject(new Set()))
        const screen = lab.watch(new Screen(subject))
        clock.observers.add(screen)
      }
    },
  },
  collects: {
    'the clock holds it weakly': lab => {
      const clock = new Subject(new WeakSet())
      return () => {
        const subject = lab.watch(new Subject(new Set()))
        const screen = lab.watch(new Screen(subject))
        clock.observers.add(screen)
      }
    },
    'both dropped, strong observers': lab => dropBoth(lab, new Set()),
    'both dropped, weak observers': lab => dropBoth(lab, new WeakSet()),
  },

  lesson: {
    variant: 'the clock holds an observer',
    against: 'the clock holds it weakly',
    because: 'the Set of the clock references the screen',
    beliefs: {
      'cycles-never-die': {
        because: 'the screen and its subject keep each other alive',
        answer:
          'A cycle that nothing outside references is collected. In the fixed variant the same two objects form the same cycle, and both go.',
      },
      'null-frees': {
        because: 'both variables are gone when the function returns',
        answer:
          'They are not the only references: `clock.observers` still holds the screen, and the screen holds its subject.',
      },
      'unmentioned-is-unreachable': {
        because: 'the clock never uses its observers',
        answer:
          'Whether the clock uses them does not matter. Its Set references each screen, so each screen is reachable.',
      },
    },
    highlight: ['const clock = new Subject(new Set())', 'clock.observers.add(screen)'],
  },
} satisfies Scenario
