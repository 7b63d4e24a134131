// The twin of the planted leak: the same object, and nobody keeps it.
import type { Variant } from '../scenario/scenario.ts'

const cleanTwin: Variant = () => {
  let newest: object | undefined
  return () => {
    newest = { before: undefined }
    return newest
  }
}

export default cleanTwin
