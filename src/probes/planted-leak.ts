// The control of the self-test: one small object a step is kept for ever.
import type { Variant } from '../scenario/scenario.ts'

const plantedLeak: Variant = () => {
  let newest: object | undefined
  return () => {
    newest = { before: newest }
  }
}

export default plantedLeak
