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
    against: 'weak keys, strong values',
    because: 'an entry keeps its value only while its key is in use',
    beliefs: {
      'cycles-never-die': {
        because: 'a profile and its user reference each other in the map',
        answer:
          'The collector does not count references. The profile counts only while its user is reachable from elsewhere.',
      },
      'weak-map-is-weak-cache': {
        because: 'the WeakMap holds its profiles strongly, and they their users',
        answer:
          'It holds a profile only as long as the user is reachable without the map. Here nothing else reaches it.',
      },
      'death-is-immediate': {
        because: 'a user is freed as soon as the step returns',
        answer:
          'It becomes unreachable then; it is freed by a later collection. That is not why the map lets it go.',
      },
    },
    highlight: ['new WeakMap<User, Profile>()', 'profiles.set(user, new Profile(user))'],
  },
} satisfies Scenario
