// ajv: a schema compiled once, data validated at each step, right and wrong.
import Ajv from 'ajv'

export default () => {
  const ajv = new (Ajv.default ?? Ajv)({ allErrors: true })
  const validate = ajv.compile({
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'integer' },
      tags: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' } },
    },
  })
  let id = 0
  return () => validate({ id: id++, tags: ['a', 'b'] }) && !validate({ tags: [1, 'X'] })
}
