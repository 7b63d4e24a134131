// Clean steps of node:assert: each assertion passes, or its error is caught and dropped.
import assert from 'node:assert/strict'

export default {
  title: 'Assertions',
  ask: 'Does an assertion keep what it compared?',
  learn:
    'It does not. An assertion that passes leaves nothing, and the error of one that fails is freed when nobody keeps it.',
  collects: {
    'deepEqual of two objects': () => () =>
      assert.deepEqual({ a: [1, 2, { b: 3 }] }, { a: [1, 2, { b: 3 }] }),
    'throws that sees its error': () => () =>
      assert.throws(() => {
        throw new TypeError('wrong')
      }, /wrong/),
    'an AssertionError caught': () => () => {
      try {
        assert.equal(1, 2)
      } catch (error) {
        if (error.code !== 'ERR_ASSERTION') throw error
      }
    },
    'rejects of a promise': () => () => assert.rejects(Promise.reject(new Error('wrong')), /wrong/),
  },
}
