// Is the text of a file what it should be? JSON of a schema, or what is wrong with it and where.
import * as v from 'valibot'
import { isRecord } from '../scenario/describe-value.ts'

/** A check of its own, because valibot accepts an array as an object. */
export const jsonObject = v.custom<Record<string, unknown>>(isRecord, 'expected an object')

type Parsed<T> =
  | { value: T }
  /** It is no JSON. */
  | { syntax: string }
  /** `["caches/strong-cache"]["bytesPerStep"]`; empty for the whole. */
  | { path: string; message: string }

export function parseJsonFile<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Parsed<v.InferOutput<Schema>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { syntax: (error as Error).message }
  }
  const result = v.safeParse(schema, value)
  if (result.success) return { value: result.output }
  const [issue] = result.issues
  const path = (issue.path ?? []).map(({ key }) => `[${JSON.stringify(key)}]`).join('')
  return { path, message: issue.message }
}
