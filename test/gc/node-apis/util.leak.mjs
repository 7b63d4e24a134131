// Clean steps of node:util: each result is dropped.
import {
  aborted,
  callbackify,
  debuglog,
  deprecate,
  format,
  inherits,
  inspect,
  isDeepStrictEqual,
  MIMEType,
  parseArgs,
  promisify,
  stripVTControlCharacters,
  styleText,
  types,
} from 'node:util'

export default {
  title: 'Utilities',
  ask: 'Does a utility keep what it was given?',
  learn: 'It does not. A function that it makes keeps what it needs, as long as the function lives.',
  collects: {
    'inspect of nested objects': () => () =>
      inspect({ a: [new Map([[1, { b: new Error('c') }]])] }, { depth: 5 }),
    format: () => () => format('%s is %d and %o', 'Ada', 36, { a: 1 }),
    promisify: () => () => promisify(done => done(null, 1))(),
    callbackify: () => () => new Promise(resolve => callbackify(async () => 1)(resolve)),
    parseArgs: () => () =>
      parseArgs({
        args: ['--name', 'Ada', 'x'],
        options: { name: { type: 'string' } },
        allowPositionals: true,
      }),
    types: () => () => [types.isDate(new Date()), types.isPromise(Promise.resolve()), types.isMap(new Map())],
    isDeepStrictEqual: () => () => isDeepStrictEqual({ a: new Set([1]) }, { a: new Set([1]) }),
    'a MIME type': () => () => new MIMEType('text/html; charset=utf-8').essence,
    'colors removed': () => () => stripVTControlCharacters('\u001b[31mred\u001b[39m'),
    'a class that inherits': () => () => {
      function Base() {}
      function Derived() {}
      inherits(Derived, Base)
      return new Derived() instanceof Base
    },
    'a function said to be old, never called': () => () => deprecate(() => 1, 'It is old.', 'DEP_NODE_APIS'),
    'a log that is off': () => {
      const log = debuglog('node-apis')
      return () => log('hello %s', 'Ada')
    },
    'aborted with a resource': () => async () => {
      const controller = new AbortController()
      const resource = {}
      const over = aborted(controller.signal, resource)
      controller.abort()
      await over
    },
    'text in color': () => () => styleText('red', 'a few words'),
  },
}
