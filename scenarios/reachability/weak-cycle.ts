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

  lesson: {
    variant: 'weak both ways, one is held',
    against: 'strong both ways, one is held',
    because: 'only a WeakSet refers to the friend',
    beliefs: {
      'cycles-never-die': {
        because: 'the friends refer to each other, and one of them is held',
        answer:
          'A reference from a WeakSet keeps nothing, even if the program holds the WeakSet. Without a strong reference the friend is collected.',
      },
      'weak-map-is-weak-cache': {
        because: 'a WeakSet drops its members when memory gets scarce',
        answer:
          'A WeakSet does not wait for that. Its member can be collected as soon as no strong reference leads to it, however much memory is free.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code uses the friend after the iteration',
        answer:
          'In the leaking variant no code uses the friend either. What decides is that no strong reference leads to it here.',
      },
    },
    highlight: ['const me = new Friend(new WeakSet())', 'me.friends.add(friend)'],
  },
} satisfies Scenario
