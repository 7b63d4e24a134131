// The negative control of `doctor --self-test`: the same object as in the planted leak, and nothing keeps it.
import type { Variant } from '../scenario/scenario.ts'

const cleanTwin: Variant = () => {
  let newest: object | undefined
  return () => {
    newest = { before: undefined }
    return newest
  }
}

export default cleanTwin
