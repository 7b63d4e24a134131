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

const ask = (partner: Partner | undefined) => (partner?.other?.deref() ? 'a Partner' : 'undefined')

export default {
  title: 'Weak cycle',
  ask: 'Two objects know each other weakly. You hold one of them. Do you still have the other?',
  learn:
    'A weak link owns nobody. A cycle of weak links keeps none of its members, not even while you hold one of the others: each needs an owner from outside. Decide who owns whom, make that link strong and only the way back weak.',

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
    'weak both ways, asked': lab => {
      const held = new Partner()
      const pair = () => {
        const partner = lab.watch(new Partner())
        held.other = new WeakRef(partner)
        partner.other = new WeakRef(held)
      }
      let step = 0
      return () => {
        if (++step === 2) lab.note(`after a collection, its other is ${ask(held)}`)
        pair()
        if (step === 1) lab.note(`at once, its other is ${ask(held)}`)
      }
    },
  },
} satisfies Scenario
