import type { Scenario } from 'leaklab'

class Folder {
  names = new Array(20).fill('')
  children: (Folder | WeakRef<Folder>)[] = []
  parent: Folder | WeakRef<Folder> | undefined
}

export default {
  title: 'Tree with parents',
  ask: 'You hold one leaf of a tree. How much of the tree do you hold?',
  learn:
    'With strong links in both directions every node holds the whole tree: its parent, and through it everything. Strong down and weak up says who owns whom: who holds the root holds all, who holds a node holds what is below it. With strong links only upwards the children would be lost.',

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
        if (++step === 2) lab.note(`the root is held, its child is ${first?.deref() ? 'there' : 'gone'}`)
        const child = lab.watch(new Folder())
        child.parent = root
        root.children[0] = new WeakRef(child)
      }
    },
  },
} satisfies Scenario
