import type { Scenario } from 'leaklab'

class Friend {
  letters = new Array(20).fill(0)
  friends: Set<Friend> | WeakSet<Friend>
  constructor(friends: Set<Friend> | WeakSet<Friend>) {
    this.friends = friends
  }
}

class Partner {
  other: WeakRef<Partner> | undefined
}

const describeOther = (partner: Partner) => (partner.other?.deref() ? 'a Partner' : 'undefined')

export default {
  title: 'Weak cycle',
  ask: 'Two friends reference each other only weakly, and the program holds one of them. Is the other one collected?',
  learn:
    'A weak reference does not keep its target, so a cycle of weak references keeps none of its members, even if the program holds one of them. Each member needs a strong reference from outside the cycle. Decide which object owns the other: make that reference strong, and the one back weak.',

  leaks: {
    'strong both ways, one is held': lab => {
      const me = new Friend(new Set())
      return () => {
        const friend = lab.watch(new Friend(new Set()))
        me.friends.add(friend)
        friend.friends.add(me)
      }
    },
  },
  collects: {
    'weak both ways, one is held': lab => {
      const me = new Friend(new WeakSet())
      return () => {
        const friend = lab.watch(new Friend(new WeakSet()))
        me.friends.add(friend)
        friend.friends.add(me)
      }
    },
    'weak both ways, deref() called': lab => {
      const held = new Partner()
      const pair = () => {
        const partner = lab.watch(new Partner())
        held.other = new WeakRef(partner)
        partner.other = new WeakRef(held)
      }
      let step = 0
      return () => {
        if (++step === 2) lab.note(`deref() after a collection: ${describeOther(held)}`)
        pair()
        if (step === 1) lab.note(`deref() in the same task: ${describeOther(held)}`)
      }
    },
  },
} satisfies Scenario
