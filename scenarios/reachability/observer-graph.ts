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

/** Lets go of one after the other, and tells after each collection who is alive. */
const dismantle = (lab: Lab, observers: Observers) => {
  const held = [lab.watch(new Subject(observers))]
  const screen = new WeakRef(lab.watch(new Screen(held[0]!)))
  const subject = new WeakRef(held[0]!)
  const alive = () => [subject, screen].flatMap(ref => ref.deref()?.constructor.name ?? [])
  lab.note(`both are held; alive: ${alive().join(' and ')}`)
  let step = 0
  return () => {
    if (++step > 2) return
    const released = step === 1 ? 'the screen was' : 'both were'
    lab.note(`${released} let go; alive: ${alive().join(' and ') || 'nobody'}`)
    held.pop()
  }
}

export default {
  title: 'Observer graph',
  ask: 'A screen observes a subject, and each references the other. Which edge decides who stays alive?',
  learn:
    'A subject that holds its observers keeps them as long as it lives itself; one that holds them weakly keeps nobody. The cycle of the two is harmless, it goes when nothing outside leads to it. One edge from something that lives for ever keeps the whole graph.',

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
    'dismantled, strong observers': lab => dismantle(lab, new Set()),
    'dismantled, weak observers': lab => dismantle(lab, new WeakSet()),
  },
} satisfies Scenario
