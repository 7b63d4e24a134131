// csv-parse: a stream for each file, read to its end.
import { parse } from 'csv-parse'

export default () => {
  let id = 0
  return () =>
    new Promise((resolve, reject) => {
      parse(
        `id,name,price\n${id++},"tea, green",3\n2,milk,1\n`,
        { columns: true, cast: true },
        (error, rows) => (error ? reject(error) : resolve(rows)),
      )
    })
}
