// Makes a value that fits a schema, with a given text wherever the schema takes any text. So a fixture has every field there is,
// and the ones that will be added.
import * as v from 'valibot'

/** The kinds of valibot's schemas that our models are made of. */
interface Schema {
  type: string
  entries?: Record<string, Schema>
  item?: Schema
  items?: readonly Schema[]
  key?: Schema
  value?: Schema
  wrapped?: Schema
  options?: readonly (Schema & string)[]
  literal?: unknown
}

/** For texts that have to be of a form: a fingerprint, a day, a time. */
const formedTexts = ['0123456789ab', '2026-01-31', '2026-01-31T12:00:00.000Z']
const numbers = [0, 1, 3, 400, 100_000]
const maxAttempts = 100

export interface Sampler {
  /** For each text of the value. */
  text: string
  /** A number from 0 to 1. */
  random: () => number
}

export function sample<T extends v.GenericSchema>(schema: T, sampler: Sampler): v.InferOutput<T> {
  return make(schema as unknown as Schema, sampler)
}

function make(schema: Schema, sampler: Sampler): unknown {
  const { random, text } = sampler
  const pick = <One>(all: readonly One[]) => all[Math.floor(random() * all.length)]!
  const inner = (one: Schema) => make(one, sampler)
  switch (schema.type) {
    case 'string':
      return [text, ...formedTexts].find(one => v.is(schema as never, one))
    case 'number':
      return pick(numbers.filter(one => v.is(schema as never, one)))
    case 'boolean':
      return random() < 0.5
    case 'literal':
      return schema.literal
    case 'picklist':
      return pick(schema.options!)
    case 'nullable':
      return random() < 0.2 ? null : inner(schema.wrapped!)
    case 'optional':
      return random() < 0.2 ? undefined : inner(schema.wrapped!)
    case 'variant':
      return inner(pick(schema.options!))
    case 'array': {
      // One of each kind, where there are several.
      const { item } = schema
      const kinds: readonly Schema[] = item!.type === 'variant' ? item!.options! : [item!, item!]
      return kinds.map(inner)
    }
    case 'record': {
      const keys = schema.key!.type === 'picklist' ? schema.key!.options! : [text]
      return Object.fromEntries(keys.map(key => [key, inner(schema.value!)]))
    }
    case 'object':
      return makeObject(schema, sampler)
    default:
      throw new Error(`the sampler knows no ${schema.type}`)
  }
}

/** Its fields may depend on each other: tries until they fit. */
function makeObject(schema: Schema, sampler: Sampler): unknown {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const value = Object.fromEntries(
      Object.entries(schema.entries!).flatMap(([name, entry]) => {
        const field = make(entry, sampler)
        return field === undefined ? [] : [[name, field]]
      }),
    )
    if (v.is(schema as never, value)) return value
  }
  throw new Error(`no fields were found that fit: ${Object.keys(schema.entries!).join(', ')}`)
}

/** The same value with another text in place of each text that its schema does not prescribe. */
export function replaceTexts<T extends v.GenericSchema>(
  schema: T,
  value: v.InferOutput<T>,
  text: string,
): v.InferOutput<T> {
  return replace(schema as unknown as Schema, value, text)
}

function replace(schema: Schema, value: unknown, text: string): unknown {
  if (value === null || value === undefined) return value
  switch (schema.type) {
    case 'string':
      return v.is(schema as never, text) ? text : value
    case 'nullable':
    case 'optional':
      return replace(schema.wrapped!, value, text)
    case 'variant':
      return replace(schema.options!.find(option => v.is(option as never, value))!, value, text)
    case 'array':
      return (value as unknown[]).map(one => replace(schema.item!, one, text))
    case 'record':
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [
          schema.key!.type === 'picklist' ? key : text,
          replace(schema.value!, one, text),
        ]),
      )
    case 'object':
      return Object.fromEntries(
        Object.entries(value).flatMap(([name, one]) => {
          const entry = schema.entries![name]
          return entry === undefined ? [] : [[name, replace(entry, one, text)]]
        }),
      )
    default:
      return value
  }
}
