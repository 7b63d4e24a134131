import type { Scenario } from 'leaklab'

class Folder {
  names = new Array(20).fill('')
  children: (Folder | WeakRef<Folder>)[] = []
  parent: Folder | WeakRef<Folder> | undefined
}

export default {
  title: 'Tree with parents',
  ask: 'A program references only the newest leaf of a growing tree. Are the other nodes collected?',
  learn:
    'With strong references in both directions every node keeps the whole tree: its parent, and through the parent all the others. Make references to children strong and references to parents weak: then a node keeps only what is below it. The other way round, children are collected although the program still references the root.',

  leaks: {
    'strong down, strong up': lab => {
      let current = new Folder()
      return () => {
        const child = lab.watch(new Folder())
        child.parent = current
        current.children.push(child)
        current = child
      }
    },
  },
  plateaus: {
    'strong down, weak up': lab => {
      let current = new Folder()
      return () => {
        const child = lab.watch(new Folder())
        child.parent = new WeakRef(current)
        current.children.push(child)
        current = child
      }
    },
  },
  collects: {
    'weak down, strong up': lab => {
      const root = new Folder()
      let step = 0
      return () => {
        const [first] = root.children as WeakRef<Folder>[]
        if (++step === 2)
          lab.note(`the root is referenced; its child is ${first?.deref() ? 'alive' : 'collected'}`)
        const child = lab.watch(new Folder())
        child.parent = root
        root.children[0] = new WeakRef(child)
      }
    },
  },

  lesson: {
    variant: 'strong down, strong up',
    against: 'strong down, weak up',
    because: 'the newest leaf leads to its parent, and so to the whole tree',
    beliefs: {
      'cycles-never-die': {
        because: 'each parent and its child form a cycle',
        answer:
          'A cycle alone keeps nothing. The nodes stay because a path leads from `current` to each of them, through the `parent` references.',
      },
      'null-frees': {
        because: '`current = child` removes the reference to the old leaf',
        answer:
          'It removes one reference, but another stays: the new leaf references the old one through `parent`.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code ever goes from a leaf up to its parent',
        answer: 'The collector does: it follows each reference, whether or not any code uses it.',
      },
    },
    highlight: ['child.parent = current', 'current = child'],
  },
} satisfies Scenario
