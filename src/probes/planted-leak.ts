// The positive control of `doctor --self-test`: one small object per iteration is never freed.
import type { Variant } from '../scenario/scenario.ts'

const plantedLeak: Variant = () => {
  let newest: object | undefined
  return () => {
    newest = { before: newest }
  }
}

export default plantedLeak
