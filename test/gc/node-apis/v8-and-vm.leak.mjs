// Clean steps of node:v8 and node:vm: each script and context is dropped.
import v8 from 'node:v8'
import vm from 'node:vm'

export default {
  title: 'The engine, scripts and contexts',
  ask: 'Does a script or a context live longer than its last reference?',
  learn:
    'It does not. A context is large, and it is freed with all that was made in it, when nothing refers to any of it.',
  collects: {
    'serialized and deserialized': () => () => v8.deserialize(v8.serialize({ a: new Map([[1, [2]]]) })),
    'a Serializer written by hand': () => () => {
      const serializer = new v8.Serializer()
      serializer.writeHeader()
      serializer.writeValue({ a: 1 })
      const deserializer = new v8.Deserializer(serializer.releaseBuffer())
      deserializer.readHeader()
      return deserializer.readValue().a
    },
    'figures of the heap': () => () => [v8.getHeapStatistics(), v8.getHeapSpaceStatistics()],
    'figures of code': () => () => v8.getHeapCodeStatistics(),
    runInThisContext: () => () => vm.runInThisContext('1 + 1'),
    'a Script that runs in each step': () => {
      const script = new vm.Script('[1, 2, 3].map(value => value * 2)')
      return () => script.runInThisContext()
    },
    'a Script in each step': () => () => new vm.Script('1 + 2').runInThisContext(),
    'a context that stays': () => {
      const context = vm.createContext({ value: 1 })
      return () => vm.runInContext('value += 1', context)
    },
    'a context in each step': () => () => vm.runInNewContext('value + 1', { value: 1 }),
    'a function compiled': () => () => vm.compileFunction('return value + 1', ['value'])(1),
    'a script that throws': () => () => {
      try {
        vm.runInThisContext('throw new Error("wrong")')
      } catch (error) {
        if (error.message !== 'wrong') throw error
      }
    },
  },
}
