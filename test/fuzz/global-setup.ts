// A case that blocks its thread, or needs all memory, takes its process with it: what that process was at is said here.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { describeCase } from './repeat.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where each fuzzer writes which case it is at. */
    fuzzFolder: string
  }
}

export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-fuzz-'))
  provide('fuzzFolder', folder)
  return () => {
    for (const name of readdirSync(folder)) {
      const [seed, number] = readFileSync(join(folder, name), 'utf8').trim().split(' ')
      if (number !== undefined)
        process.stderr.write(
          `${name}: a case blocked its process for too long, or needed all memory: ${describeCase(name, Number(seed), Number(number))}\n`,
        )
    }
    rmSync(folder, { recursive: true })
  }
}
