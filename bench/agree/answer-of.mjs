// What an assertion answers: `passed`, `failed`, or why there is no answer.

export function answerOf(assertion) {
  return assertion.then(
    () => 'passed',
    ({ name, message }) => (name === 'AssertionError' ? 'failed' : `${name}: ${message.split('\n')[0]}`),
  )
}
