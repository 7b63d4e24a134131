import type { Scenario } from 'leaklab'

class User {
  payload = new Array(50).fill(0)
}

class Profile {
  user: User
  constructor(user: User) {
    this.user = user
  }
}

/** Holds its keys weakly and its values strongly. */
class WeakKeys {
  values = new Map<WeakRef<User>, Profile>()
  registry = new FinalizationRegistry<WeakRef<User>>(key => this.values.delete(key))
  set(user: User, profile: Profile) {
    const key = new WeakRef(user)
    this.values.set(key, profile)
    this.registry.register(user, key)
  }
}

export default {
  title: 'Ephemeron',
  ask: 'A WeakMap stores a profile for each user, and each profile references its user. Are the users collected?',
  learn:
    'An entry of a WeakMap is an ephemeron: it keeps its value only while its key is reachable from elsewhere, so a value may reference its own key. A map with weak keys and strong values is not enough, because each value keeps its key forever. Use a WeakMap, and do not build one from WeakRefs.',

  leaks: {
    'Map keyed by the user': lab => {
      const profiles = new Map<User, Profile>()
      return () => {
        const user = lab.watch(new User())
        profiles.set(user, new Profile(user))
      }
    },
    'weak keys, strong values': lab => {
      const profiles = new WeakKeys()
      return () => {
        const user = lab.watch(new User())
        profiles.set(user, new Profile(user))
      }
    },
  },
  collects: {
    'WeakMap keyed by the user': lab => {
      const profiles = new WeakMap<User, Profile>()
      return () => {
        const user = lab.watch(new User())
        profiles.set(user, new Profile(user))
      }
    },
  },

  lesson: {
    variant: 'WeakMap keyed by the user',
    against: 'Map keyed by the user',
    because: 'a value in a WeakMap does not keep its own key',
    beliefs: {
      'cycles-never-die': {
        because: 'user and profile keep each other through the WeakMap',
        answer:
          'Nothing else references a user, and an entry of a WeakMap does not keep its own key. So both are collected together.',
      },
      'weak-map-is-weak-cache': {
        because: 'a WeakMap holds its keys and also its values weakly',
        answer:
          'A WeakMap holds only its keys weakly. While a key is alive, its value stays; here the key goes, and the value with it.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code reads the profiles again',
        answer:
          'That does not matter: a Map that no code reads would keep all of them. A WeakMap does not keep a user that nothing else references.',
      },
    },
    highlight: ['new WeakMap<User, Profile>()', 'profiles.set(user, new Profile(user))'],
  },
} satisfies Scenario
