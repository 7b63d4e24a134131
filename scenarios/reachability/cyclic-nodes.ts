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
  ask: 'Two nodes reference each other, and nothing else references them. Are they collected?',
  learn:
    'An object is collected when no path from a GC root leads to it, so an unreachable cycle is collected as a whole. Reference counting alone could not free it, because each node is still referenced by the other. If a cycle leaks, do not break the cycle: find the one reference from outside and remove it.',

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

  lesson: {
    variant: 'dropped ring',
    against: 'ring with one forgotten reference',
    because: 'no GC root has a path to either node',
    beliefs: {
      'cycles-never-die': {
        because: 'each node is still referenced by the other',
        answer:
          'The collector does not count references. It follows them from the GC roots, and no path from there leads to this ring.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code uses the nodes after the iteration',
        answer:
          'In the leaking variant no code uses them either, but an array still references one. Only reachability decides, not use.',
      },
      'death-is-immediate': {
        because: 'both nodes are freed at once when the function returns',
        answer: 'At that moment they only become unreachable. A later collection frees them.',
      },
    },
    highlight: ['first.next = second', 'second.next = first'],
  },
} satisfies Scenario
