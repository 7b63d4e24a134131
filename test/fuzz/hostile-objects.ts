// Objects that no honest module exports: getters that throw, proxies, cycles, huge texts and lists, odd prototypes, symbols, numbers that are none.

type Random = () => number

const huge = 2_000_000

class Named {}
Object.defineProperty(Named, 'name', {
  get(): never {
    throw new Error('it has no name')
  },
})
class NamedBySymbol {}
Object.defineProperty(NamedBySymbol, 'name', { value: Symbol('name') })
class NamedAtLength {}
Object.defineProperty(NamedAtLength, 'name', { value: 'N'.repeat(huge) })

const unreadable = {
  get message(): never {
    throw new Error('not even this')
  },
  toString(): never {
    throw new TypeError('it has no text')
  },
}

/** What a getter or a trap may throw. */
const thrown: readonly (() => unknown)[] = [
  () => new Error('not today'),
  () => new RangeError('x'.repeat(huge)),
  () => Object.create(null),
  () => unreadable,
  () => Symbol('thrown'),
  () => undefined,
  () => null,
  () => Object.defineProperty(new Error(), 'message', { value: Symbol('message') }),
  () =>
    Object.defineProperty(new Error(), 'message', {
      get(): never {
        throw unreadable
      },
    }),
  () =>
    new Proxy(new Error(), {
      getPrototypeOf(): never {
        throw unreadable
      },
    }),
]

const numbers = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  -1,
  0.5,
  1e21,
  2 ** 53,
  Number.MIN_VALUE,
  10n,
  10n ** 3000n,
  new Number(9),
]

const values: readonly ((random: Random) => unknown)[] = [
  () => undefined,
  () => null,
  () => true,
  () => '',
  () => ' ',
  () => 'ten',
  () => '\u001b[2J\u202e::error::',
  () => 7,
  () => [],
  () => [[]],
  () => [''],
  () => [7, 'a'],
  () => ({}),
  () => () => 'a',
  () => new Date(Number.NaN),
  () => /x/g,
  () => new Map([['a', 1]]),
  () => Promise.resolve(1),
  () => new Uint8Array(3),
  () => Named,
  random => numbers[Math.floor(random() * numbers.length)],
]

interface Place {
  holder: object
  key: string
  random: Random
  keys: readonly string[]
  pick<T>(items: readonly T[]): T
}

/** Each changes one place of an object; what it returns takes the place of the whole. */
const mutations: Record<string, (place: Place, whole: object) => unknown> = {
  'a value of another type': ({ holder, key, pick, random }) => {
    set(holder, key, pick(values)(random))
  },
  'a getter that throws': ({ holder, key, pick }) => {
    const error = pick(thrown)()
    define(holder, key, {
      get() {
        throw error
      },
    })
  },
  'a getter that changes': ({ holder, key, pick, random }) => {
    const before = (holder as Record<string, unknown>)[key]
    let reads = 0
    define(holder, key, { get: () => (reads++ === 0 ? before : pick(values)(random)) })
  },
  'a proxy': ({ holder, key, pick }) => {
    const inside = (holder as Record<string, unknown>)[key]
    set(holder, key, makeProxy(typeof inside === 'object' && inside !== null ? inside : {}, pick))
  },
  'a proxy of the whole': ({ pick }, whole) => makeProxy(whole, pick),
  'a cycle': ({ holder, key, random }, whole) => {
    set(holder, key, random() < 0.5 ? whole : [whole])
  },
  'a huge text': ({ holder, key, random }) => {
    const text = (random() < 0.5 ? 'x' : '\u001b[31m\n').repeat(huge / 4)
    set(holder, key, random() < 0.5 ? text : [text, 7])
  },
  'a huge key': ({ holder }) => {
    set(holder, 'k'.repeat(huge), 1)
  },
  'a huge list': ({ holder, key, pick }) => {
    set(
      holder,
      key,
      pick<() => unknown>([
        () => new Array(2 ** 32 - 1),
        () => new Array(300_000).fill(7),
        () => new Array(300_000).fill('a'),
        () =>
          new Proxy([], { get: (target, name) => (name === 'length' ? 2 ** 53 : Reflect.get(target, name)) }),
        () => {
          let length = 0
          return new Proxy([], { get: (_, name) => (name === 'length' ? ++length : 'a') })
        },
      ])(),
    )
  },
  'another prototype': ({ holder, key, pick, random }, whole) => {
    const prototype = pick<() => object | null>([
      () => null,
      () => [],
      () => Named.prototype,
      () => NamedBySymbol.prototype,
      () => NamedAtLength.prototype,
      () => ({ constructor: { name: whole } }),
      () => ({ constructor: null }),
      () => ({ rounds: 'inherited', [key]: 7 }),
    ])()
    if (random() < 0.5) set(holder, key, Object.create(prototype))
    else return Object.create(prototype, Object.getOwnPropertyDescriptors(whole))
  },
  'a symbol': ({ holder, key, random }) => {
    set(holder, random() < 0.3 ? (Symbol.toPrimitive as unknown as string) : key, Symbol('a symbol'))
  },
  'an odd number': ({ holder, key, pick }) => {
    set(holder, key, pick(numbers))
  },
  'an unknown key': ({ holder, pick }) => {
    const key = pick(['__proto__', 'constructor', 'toString', '', '$&', 'a(', '\u0000', '0', 'then'])
    define(holder, key, { value: 1, enumerable: true })
  },
  'a key with a mistake': ({ holder, pick, keys, random }) => {
    const key = pick(keys)
    const at = Math.floor(random() * key.length)
    set(holder, key.slice(0, at) + pick(['', 'x', key[at]!.repeat(2)]) + key.slice(at + 1), 1)
  },
  'another whole': ({ pick, random }) => pick(values)(random) ?? null,
  frozen: (_, whole) => Object.freeze(whole),
}

/** The kinds of mutation of an object. */
export const hostileKinds: readonly string[] = Object.keys(mutations)

/** Changes an object, or makes another of it. @param keys those that are known */
export function mutateObject(
  whole: unknown,
  keys: readonly string[],
  random: Random,
): { value: unknown; kind: string } {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const kind = pick(hostileKinds)
  if (typeof whole !== 'object' || whole === null) return { value: whole, kind }
  try {
    const place = findPlace(whole, keys, pick, random)
    return { value: mutations[kind]!({ ...place, random, keys, pick }, whole) ?? whole, kind }
  } catch {
    // An earlier mutation made it so that nothing can be changed.
    return { value: whole, kind }
  }
}

/** A key of the object, or of one that it contains. */
function findPlace(
  whole: object,
  keys: readonly string[],
  pick: <T>(items: readonly T[]) => T,
  random: Random,
): { holder: object; key: string } {
  let holder = whole
  for (;;) {
    const own = Object.keys(holder).slice(0, 100)
    const key = pick(own.length > 0 && random() < 0.8 ? own : keys)
    const inside = (holder as Record<string, unknown>)[key]
    if (typeof inside !== 'object' || inside === null || random() < 0.4) return { holder, key }
    holder = inside
  }
}

function set(holder: object, key: string, value: unknown): void {
  define(holder, key, { value, enumerable: true })
}

function define(holder: object, key: string, descriptor: PropertyDescriptor): void {
  const isData = 'value' in descriptor
  Object.defineProperty(holder, key, {
    ...descriptor,
    enumerable: true,
    configurable: true,
    ...(isData && { writable: true }),
  })
}

function makeProxy(target: object, pick: <T>(items: readonly T[]) => T): object {
  const trap = pick([
    'get',
    'has',
    'ownKeys',
    'getOwnPropertyDescriptor',
    'getPrototypeOf',
    'revoked',
    'none',
  ])
  if (trap === 'revoked') {
    const { proxy, revoke } = Proxy.revocable(target, {})
    revoke()
    return proxy
  }
  if (trap === 'none') return new Proxy(target, {})
  const odd = pick<() => unknown>([
    () => {
      throw pick(thrown)()
    },
    () => undefined,
    () => null,
    () => Symbol('odd'),
    () => ({}),
    () => ['a', 'a', Symbol('odd')],
    () => 7,
  ])
  return new Proxy(target, { [trap]: odd })
}
