// terser: parse, compress in several passes, mangle.
import { minify } from 'terser'

const source = `
export function total(orders) {
  let sum = 0;
  for (const order of orders) { if (order.paid === true) { sum = sum + order.price * order.count; } }
  return sum > 1000 ? sum * 0.9 : sum;
}
`

export default () => async () => {
  await minify(source, { module: true, compress: { passes: 2 } })
}
