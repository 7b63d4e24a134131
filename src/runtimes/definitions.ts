// The engines that leaklab can run trials in. Each has a file of its own here.
import type { Engine } from '../model/runtime.ts'
import { bun } from './bun.ts'
import { deno } from './deno.ts'
import type { EngineDefinition } from './engine-definition.ts'
import { node } from './node.ts'
import { python } from './python.ts'

export const definitions: Record<Engine, EngineDefinition> = { node, bun, deno, python }
