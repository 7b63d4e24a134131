// graphql: a query parsed, validated and executed against a schema that was built once.
import { buildSchema, graphql } from 'graphql'

export default () => {
  const schema = buildSchema(
    'type User { id: ID! friends(first: Int): [User!]! } type Query { user(id: ID!): User }',
  )
  const userOf = id => ({
    id,
    friends: ({ first = 2 }) => Array.from({ length: first }, (_, i) => userOf(`${id}${i}`)),
  })
  let id = 0
  return async () => {
    const source = `query Q${id} { user(id: "${id++}") { id friends(first: 3) { id friends { id } } } }`
    await graphql({ schema, source, rootValue: { user: ({ id }) => userOf(id) } })
  }
}
