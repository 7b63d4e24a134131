// knex: queries built and compiled, no database.
import knex from 'knex'

export default () => {
  const database = knex({ client: 'pg' })
  let id = 0
  return () =>
    database('orders as o')
      .join('users as u', 'u.id', 'o.user_id')
      .where({ 'o.id': id++ })
      .whereIn('o.state', ['paid', 'sent'])
      .andWhere(query => query.where('u.age', '>', 18).orWhereNull('u.age'))
      .orderBy('o.made', 'desc')
      .limit(10)
      .toSQL()
      .toNative().sql.length
}
