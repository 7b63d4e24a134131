// sql.js: SQLite in WebAssembly memory; a statement takes some of it until free() is called.
import initSqlJs from 'sql.js'

export default async () => {
  const { Database } = await initSqlJs()
  const database = new Database()
  database.run('create table items (id, name)')
  for (let id = 0; id < 100; id++) database.run('insert into items values (?, ?)', [id, `item ${id}`])
  return () => {
    const statement = database.prepare('select * from items where id > ?')
    const item = statement.getAsObject([5])
    statement.free()
    return item.name
  }
}
