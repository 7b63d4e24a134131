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
} satisfies Scenario
