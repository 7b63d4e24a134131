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

/** As Python's WeakKeyDictionary is made: keys held weakly, values strongly. */
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
  ask: 'A weak map holds a profile for each user, and each profile refers back to its user. Does the pair ever go?',
  learn:
    'In a WeakMap a value counts as held only while its key is held by something else: an entry like that is called an ephemeron. A map that is weak in its keys and strong in its values is not enough: the value holds the key, for ever. That is what happens in Python.',

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
} satisfies Scenario
