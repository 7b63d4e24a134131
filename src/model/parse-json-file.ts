// Is the text of a file what it should be? JSON of a schema, or what is wrong with it and where.
import * as v from 'valibot'
import { isRecord } from '../scenario/describe-value.ts'

/** A check of its own, because valibot accepts an array as an object. */
export const jsonObject = v.custom<Record<string, unknown>>(isRecord, 'expected an object')

/**
 * An object with any names as keys, and values of one schema. Not `v.record`, which leaves out the keys `__proto__`, `prototype` and
 * `constructor`: a scenario or a variant may be called so.
 */
export function byName<Schema extends v.GenericSchema>(schema: Schema) {
  type Value = v.InferOutput<Schema>
  return v.pipe(
    jsonObject,
    v.rawTransform<Record<string, unknown>, Record<string, Value>>(({ addIssue, dataset, NEVER }) => {
      const values: [key: string, value: Value][] = []
      let isValid = true
      for (const [key, value] of Object.entries(dataset.value)) {
        const result = v.safeParse(schema, value)
        if (result.success) values.push([key, result.output])
        else {
          isValid = false
          const [{ message, path = [] }] = result.issues
          const here = { type: 'object', origin: 'value', input: dataset.value, key, value } as const
          addIssue({ message, path: [here, ...path] })
        }
      }
      // `fromEntries` makes `__proto__` a property; an assignment would set the prototype.
      return isValid ? Object.fromEntries(values) : NEVER
    }),
  )
}

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
