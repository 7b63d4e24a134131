// zod: a schema made and used at each step, as code in a request handler does.
import { z } from 'zod'

export default () => {
  let id = 0
  return () => {
    const Order = z.object({
      id: z.number().int(),
      lines: z.array(z.object({ name: z.string().min(1) })),
      note: z.string().optional(),
    })
    const right = Order.safeParse({ id: id++, lines: [{ name: 'tea' }] })
    const wrong = Order.safeParse({ id: 'x', lines: [{ name: '' }] })
    return right.success && !wrong.success
  }
}
