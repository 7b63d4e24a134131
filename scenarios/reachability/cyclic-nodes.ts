import type { Scenario } from 'leaklab'

class RingNode {
  next: RingNode | undefined
  payload = new Array(20).fill(0)
}

class Parent {
  child = new Child(this)
}

class Child {
  parent: WeakRef<Parent>
  constructor(parent: Parent) {
    this.parent = new WeakRef(parent)
  }
}

export default {
  title: 'Cyclic nodes',
  ask: 'Two nodes point at each other and nobody else points at them. Do they live for ever?',
  learn:
    'JavaScript collects by reachability, so a ring that no root reaches is garbage, links and all. Counting references alone could never free it. What leaks is not the cycle but the one forgotten reference into it.',

  leaks: {
    'ring with one forgotten reference': lab => {
      const forgotten: RingNode[] = []
      return () => {
        const first = lab.watch(new RingNode())
        const second = lab.watch(new RingNode())
        first.next = second
        second.next = first
        forgotten.push(first)
      }
    },
  },
  plateaus: {
    'only the newest ring remembered': lab => {
      let newest: RingNode | undefined
      return () => {
        const first = lab.watch(new RingNode())
        const second = lab.watch(new RingNode())
        first.next = second
        second.next = first
        newest = first
        return newest
      }
    },
  },
  collects: {
    'dropped ring': lab => {
      return () => {
        const first = lab.watch(new RingNode())
        const second = lab.watch(new RingNode())
        first.next = second
        second.next = first
      }
    },
    'strong down, weak up': lab => () => {
      const parent = lab.watch(new Parent())
      lab.watch(parent.child)
    },
  },
} satisfies Scenario
